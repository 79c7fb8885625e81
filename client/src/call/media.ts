/** Own microphone and camera behind the `MediaView` of the screens, and the tracks the mesh sends. */

import { batch, computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import { type Clock, systemClock } from './clock.ts';
import { watchLevel } from './level-meter.ts';
import { mediaFault } from './media-fault.ts';
import { type CaptureDevices, MediaSource, type SourceKind } from './media-source.ts';
import type { MediaFault, MediaView } from './media-view.ts';
import { watchAllowed } from './permission-watch.ts';
import { type QuietSounds, quietSoundsOf } from './quality/sound-filters.ts';

/** What the mesh sends: undefined is nothing at all, not a black picture. */
export interface LocalMedia extends MediaView {
  readonly audioTrack: ReadonlySignal<MediaStreamTrack | undefined>;
  readonly videoTrack: ReadonlySignal<MediaStreamTrack | undefined>;
  /** Lets go for good: until the page is loaded anew nothing is captured, whoever asks for it. */
  shut(): void;
}

export interface LocalMediaOptions {
  readonly devices?: CaptureDevices | undefined;
  readonly permissions?: Permissions | undefined;
  readonly clock?: Clock;
}

/** Nothing is captured before `acquire()`. */
export function createLocalMedia(options: LocalMediaOptions = {}): LocalMedia {
  // Absent where the page is not served securely, or the browser is old.
  const browser: LocalMediaOptions & { clock: Clock } = {
    devices: navigator.mediaDevices,
    permissions: navigator.permissions,
    clock: systemClock,
  };
  return new BrowserMedia({ ...browser, ...options });
}

class BrowserMedia implements LocalMedia {
  readonly #devices: CaptureDevices | undefined;
  readonly #permissions: Permissions | undefined;
  readonly #clock: Clock;
  readonly #camera: MediaSource;
  readonly #microphone: MediaSource;
  readonly #wantsCamera = signal(true);
  readonly #wantsMicrophone = signal(true);
  readonly #captured: MediaStream = new MediaStream();
  #acquiring: { readonly releases: number; readonly done: Promise<void> } | undefined;
  #releases = 0;
  /** Asked for, and not let go since. */
  #isHeld = false;
  #isShut = false;
  #allowed: Promise<void> | undefined;

  readonly stream = signal<MediaStream | undefined>(undefined);
  readonly devices = signal<MediaView['devices']['value']>({ cameras: [], microphones: [] });
  readonly audioTrack: MediaSource['track'];
  readonly videoTrack: MediaSource['track'];
  readonly cameraFault: MediaSource['fault'];
  readonly microphoneFault: MediaSource['fault'];
  readonly chosenCamera: MediaSource['chosen'];
  readonly chosenMicrophone: MediaSource['chosen'];
  readonly cameraOn: ReadonlySignal<boolean>;
  readonly microphoneOn: ReadonlySignal<boolean>;
  readonly level: ReadonlySignal<number>;
  readonly wantedQuietSounds = signal<QuietSounds>('filtered');
  readonly quietSounds = computed(() => this.audioTrack.value && quietSoundsOf(this.audioTrack.value));

  constructor(options: Required<Pick<LocalMediaOptions, 'clock'>> & LocalMediaOptions) {
    this.#devices = options.devices;
    this.#permissions = options.permissions;
    this.#clock = options.clock;
    this.#camera = new MediaSource('video', options.devices);
    this.#microphone = new MediaSource('audio', options.devices);
    this.audioTrack = this.#microphone.track;
    this.videoTrack = this.#camera.track;
    this.cameraFault = this.#camera.fault;
    this.microphoneFault = this.#microphone.fault;
    this.chosenCamera = this.#camera.chosen;
    this.chosenMicrophone = this.#microphone.chosen;
    this.cameraOn = computed(() => this.#wantsCamera.value && this.videoTrack.value !== undefined);
    this.microphoneOn = computed(() => this.#wantsMicrophone.value && this.audioTrack.value !== undefined);
    this.level = this.#levelWhileWatched();
    effect(() => this.#showCaptured());
    effect(() => {
      if (this.audioTrack.value) this.audioTrack.value.enabled = this.#wantsMicrophone.value;
    });
    options.devices?.addEventListener?.('devicechange', () => void this.#devicesChanged());
    globalThis.document?.addEventListener('visibilitychange', () => void this.#lookedAt());
  }

  acquire(): Promise<void> {
    if (this.#isShut) return Promise.resolve();
    this.#isHeld = true;
    if (this.#acquiring?.releases === this.#releases) return this.#acquiring.done;
    // What was asked for before a release comes to nothing, so it has to be asked for again.
    const releases = this.#releases;
    const again = async () => {
      if (releases === this.#releases) await this.#acquire();
    };
    const acquiring = { releases, done: this.#acquiring?.done.then(again) ?? this.#acquire() };
    this.#acquiring = acquiring;
    return acquiring.done.finally(() => {
      if (this.#acquiring === acquiring) this.#acquiring = undefined;
    });
  }

  async setCamera(on: boolean): Promise<void> {
    this.#wantsCamera.value = on;
    if (on) await this.#camera.open();
    else this.#camera.stop();
  }

  async setMicrophone(on: boolean): Promise<void> {
    this.#wantsMicrophone.value = on;
    if (on) await this.#microphone.open();
  }

  async wantQuietSounds(quiet: QuietSounds): Promise<void> {
    if (this.wantedQuietSounds.peek() === quiet) return;
    this.wantedQuietSounds.value = quiet;
    this.#microphone.quietSounds = quiet;
    if (this.audioTrack.peek()) await this.#microphone.reopen();
  }

  async reopen(): Promise<void> {
    // What was let go on purpose stays so: a fault outlives it, and the camera's turn comes after the microphone's.
    if (!this.#isHeld) return;
    const releases = this.#releases;
    if (this.audioTrack.peek() || this.microphoneFault.peek()) await this.#microphone.reopen();
    if (releases !== this.#releases) return;
    if (this.#wantsCamera.peek() && this.cameraFault.peek()) await this.#camera.reopen();
  }

  async chooseCamera(deviceId: string): Promise<void> {
    await this.#camera.choose(deviceId);
  }

  async chooseMicrophone(deviceId: string): Promise<void> {
    await this.#microphone.choose(deviceId);
  }

  release(): void {
    this.#releases += 1;
    this.#isHeld = false;
    batch(() => {
      this.#camera.stop();
      this.#microphone.stop();
    });
  }

  shut(): void {
    this.#isShut = true;
    this.release();
    this.#camera.shut();
    this.#microphone.shut();
  }

  async #acquire(): Promise<void> {
    this.#allowed ??= watchAllowed(this.#permissions, (kind) => this.#nowAllowed(kind));
    const missing = this.#wanted.filter((source) => !source.track.peek());
    const releases = this.#releases;
    if (missing.length === 2) await this.#acquireTogether();
    else for (const source of missing) if (releases === this.#releases) await source.open();
    await this.#listDevices();
  }

  /** One question for both; only if that fails, each for itself, so that a refused camera still leaves the sound. */
  async #acquireTogether(): Promise<void> {
    const { generation: audio } = this.#microphone;
    const { generation: video } = this.#camera;
    const releases = this.#releases;
    try {
      if (!this.#devices) throw new DOMException('no capture here', 'NotSupportedError');
      const stream = await this.#devices.getUserMedia({
        audio: this.#microphone.constraints,
        video: this.#camera.constraints,
      });
      batch(() => {
        this.#microphone.adopt(stream.getAudioTracks()[0], audio);
        this.#camera.adopt(stream.getVideoTracks()[0], video);
      });
    } catch (error) {
      const fault = mediaFault(error);
      for (const source of [this.#microphone, this.#camera]) {
        const isRefused = fault === 'dismissed' || (await this.#isRefused(source));
        // Let go while the question stood: it is not put a second time.
        if (releases !== this.#releases) return;
        if (isRefused) source.fault.value = fault === 'dismissed' ? fault : 'denied';
        else await source.open();
      }
    }
  }

  /** Asking again for what was refused for good would only flash a prompt, or fail in silence. */
  async #isRefused({ kind }: MediaSource): Promise<boolean> {
    const name = kind === 'audio' ? 'microphone' : 'camera';
    try {
      return (await this.#permissions?.query({ name }))?.state === 'denied';
    } catch {
      return false;
    }
  }

  /** What was missing may have been plugged in. */
  async #devicesChanged(): Promise<void> {
    await this.#listDevices();
    await this.#openAnew(['missing']);
  }

  /** Whoever comes back has perhaps ended their telephone call, or the program that held the camera. */
  async #lookedAt(): Promise<void> {
    if (document.visibilityState === 'visible') await this.#openAnew(['busy', 'missing']);
  }

  /** Said yes after all, in the browser's own settings: nobody has to press anything here. */
  async #nowAllowed(kind: SourceKind): Promise<void> {
    await this.#openAnew(['denied', 'dismissed'], kind);
    await this.#listDevices();
  }

  /** Only what is wanted just now: nobody who waits with the lights out is switched on by it. */
  async #openAnew(faults: readonly MediaFault[], kind?: SourceKind): Promise<void> {
    for (const source of this.#wanted) {
      const fault = source.fault.peek();
      const isMeant = kind === undefined || source.kind === kind;
      if (this.#isHeld && isMeant && fault && faults.includes(fault)) await source.open();
    }
  }

  get #wanted(): readonly MediaSource[] {
    return [this.#microphone, ...(this.#wantsCamera.peek() ? [this.#camera] : [])];
  }

  async #listDevices(): Promise<void> {
    try {
      const all = (await this.#devices?.enumerateDevices()) ?? [];
      this.devices.value = {
        cameras: all.filter(({ kind, deviceId }) => kind === 'videoinput' && deviceId !== ''),
        microphones: all.filter(({ kind, deviceId }) => kind === 'audioinput' && deviceId !== ''),
      };
    } catch {
      // A list that cannot be had is an empty choice, nothing worse.
    }
  }

  /** Keeps one stream object and changes its tracks, so that a preview goes on without a flicker. */
  #showCaptured(): void {
    const wanted = [this.audioTrack.value, this.videoTrack.value].filter((track) => track !== undefined);
    for (const track of this.#captured.getTracks())
      if (!wanted.includes(track)) this.#captured.removeTrack(track);
    for (const track of wanted) this.#captured.addTrack(track);
    this.stream.value = wanted.length > 0 ? this.#captured : undefined;
  }

  /** An audio graph runs only while somebody looks at the meter. */
  #levelWhileWatched(): ReadonlySignal<number> {
    let stop: (() => void) | undefined;
    let dispose: (() => void) | undefined;
    const level = signal(0, {
      watched: () => {
        dispose = effect(() => {
          const track = this.microphoneOn.value ? this.audioTrack.value : undefined;
          stop?.();
          stop =
            track && untracked(() => watchLevel(track, this.#clock, (value) => this.#report(level, value)));
          if (!track) this.#report(level, 0);
        });
      },
      unwatched: () => {
        dispose?.();
        stop?.();
        stop = undefined;
      },
    });
    return level;
  }

  #report(level: { value: number }, value: number): void {
    level.value = value;
  }
}
