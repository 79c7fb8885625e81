/** The own screen, window or tab, as long as it is shown. Captured only when asked for, and never kept. */

import { batch, computed, type ReadonlySignal, signal } from '@preact/signals';

/** As much of `navigator.mediaDevices` as this needs. */
export type ScreenCapture = Pick<MediaDevices, 'getDisplayMedia'>;

export interface ScreenView {
  /** This browser can show a screen. Phones cannot. */
  readonly supported: boolean;
  /** Ours is being shown. */
  readonly on: ReadonlySignal<boolean>;
  /** The system did not let the browser have it. Not set when the person has changed their mind. */
  readonly failed: ReadonlySignal<boolean>;
  /** Opens the browser's own choice of screens; must be called from a press. Does nothing outside a conversation. */
  start(): Promise<void>;
  stop(): void;
}

/** Options that TypeScript's own list does not have yet (W3C Screen Capture, §5.4 and §5.8). */
interface ScreenWishes extends DisplayMediaStreamOptions {
  readonly selfBrowserSurface: 'exclude';
  readonly surfaceSwitching: 'include';
  readonly systemAudio: 'exclude';
}

const wishes: ScreenWishes = {
  video: { frameRate: { ideal: 15, max: 30 } },
  audio: { echoCancellation: false, noiseSuppression: false, autoGainControl: false },
  // This very page would show itself in itself, and with it what is for one person only.
  selfBrowserSurface: 'exclude',
  surfaceSwitching: 'include',
  // The sound of a tab, yes; the sound of the whole computer would send the other person their own voice.
  systemAudio: 'exclude',
};

export class ScreenShare implements ScreenView {
  readonly video = signal<MediaStreamTrack | undefined>(undefined);
  readonly audio = signal<MediaStreamTrack | undefined>(undefined);
  readonly on = computed(() => this.video.value !== undefined);
  readonly failed = signal(false);
  readonly #capture: ScreenCapture | undefined;
  readonly #isAllowed: () => boolean;
  #asking = false;

  /** @param isAllowed asked before the choice is opened, and again when it has been made */
  constructor(capture: ScreenCapture | undefined, isAllowed: () => boolean) {
    this.#capture = capture;
    this.#isAllowed = isAllowed;
  }

  get supported(): boolean {
    return this.#capture !== undefined;
  }

  async start(): Promise<void> {
    if (!this.#capture || this.#asking || this.on.peek() || !this.#isAllowed()) return;
    this.#asking = true;
    this.failed.value = false;
    try {
      this.#adopt(await this.#capture.getDisplayMedia(wishes));
    } catch (error) {
      this.failed.value = !isChangeOfMind(error);
    } finally {
      this.#asking = false;
    }
  }

  stop(): void {
    const tracks = [this.video.peek(), this.audio.peek()];
    batch(() => {
      this.video.value = undefined;
      this.audio.value = undefined;
    });
    for (const track of tracks) track?.stop();
  }

  #adopt(stream: MediaStream): void {
    const [video] = stream.getVideoTracks();
    const [audio] = stream.getAudioTracks();
    if (!video || !this.#isAllowed()) {
      for (const track of stream.getTracks()) track.stop();
      return;
    }
    // Writing has to stay readable, even if it moves less smoothly.
    video.contentHint = 'detail';
    // The browser's own button, or the window that was shown is closed.
    video.addEventListener('ended', () => {
      if (this.video.peek() === video) this.stop();
    });
    batch(() => {
      this.video.value = video;
      this.audio.value = audio;
    });
  }
}

/** The choice was closed, or the person has said no: nothing has gone wrong. */
function isChangeOfMind(error: unknown): boolean {
  return error instanceof DOMException && (error.name === 'NotAllowedError' || error.name === 'AbortError');
}
