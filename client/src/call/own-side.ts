/** What this side sends to whomever it talks with: face, voice and screen, or for a moment nothing but writing. */

import { computed, signal } from '@preact/signals';
import { ChatOnly, type ChatOnlyWord } from './chat-only.ts';
import type { LocalMedia } from './media.ts';
import { noScreen, type ScreenTracks } from './screen-lane.ts';
import { type ScreenCapture, ScreenShare } from './screen-share.ts';
import type { OutgoingTracks } from './transport.ts';

export const nothing: OutgoingTracks = { audio: null, video: null };
export const silent = { microphone: false, camera: false };

export class OwnSide {
  /** Sound and picture are wanted. */
  readonly isOpen = signal(false);
  readonly moment = new ChatOnly();
  readonly share: ScreenShare;
  /** And are not held while the two only write. */
  readonly #sends = computed(() => this.isOpen.value && !this.moment.on.value);
  readonly #media: LocalMedia;

  readonly tracks = computed<OutgoingTracks>(() => {
    const { audioTrack, videoTrack } = this.#media;
    if (!this.#sends.value) return nothing;
    return { audio: audioTrack.value ?? null, video: videoTrack.value ?? null };
  });

  readonly state = computed(() => {
    const { microphoneOn, cameraOn, microphoneFault, cameraFault } = this.#media;
    if (!this.#sends.value) return silent;
    // What the system holds during a telephone call is off for whoever listens: no frozen face, no silence unexplained.
    return {
      microphone: microphoneOn.value && microphoneFault.value !== 'paused',
      camera: cameraOn.value && cameraFault.value !== 'paused',
    };
  });

  readonly screen = computed<ScreenTracks>(() => {
    const { video, audio } = this.share;
    return this.#sends.value ? { video: video.value ?? null, audio: audio.value ?? null } : noScreen;
  });

  constructor(media: LocalMedia, screens: ScreenCapture | undefined) {
    this.#media = media;
    this.share = new ScreenShare(screens, () => this.#sends.peek());
  }

  /** Acquires what has not been acquired yet. No light goes on for what is held. */
  open(): Promise<void> {
    const isReady = this.moment.on.peek() || this.#media.stream.peek() !== undefined;
    const acquired = isReady ? Promise.resolve() : this.#media.acquire();
    this.isOpen.value = true;
    return acquired;
  }

  /** What is captured stays so, but for the screen: that is only ever shown, never kept ready. */
  close(): void {
    this.isOpen.value = false;
    this.share.stop();
  }

  setChatOnly(on: boolean): boolean {
    const isNew = this.moment.set(on);
    if (isNew) this.#momentChanged();
    return isNew;
  }

  /** @returns true when they have to be told our own word, see `ChatOnly.hear` */
  hearChatOnly(word: ChatOnlyWord, from: string): boolean {
    const before = this.moment.on.peek();
    const answers = this.moment.hear(word, from);
    if (this.moment.on.peek() !== before) this.#momentChanged();
    return answers;
  }

  /** The lights go out as well: whoever comes into the room sees no camera at work. */
  #momentChanged(): void {
    if (!this.isOpen.peek()) return;
    if (this.moment.on.peek()) {
      this.share.stop();
      this.#media.release();
    } else void this.#media.acquire();
  }
}
