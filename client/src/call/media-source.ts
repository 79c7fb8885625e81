/** One device at a time of one kind: the microphone or the camera. */

import { signal } from '@preact/signals';
import { mediaFault } from './media-fault.ts';
import type { MediaFault } from './media-view.ts';
import { type QuietSounds, soundConstraints } from './quality/sound-filters.ts';

/** As much of `navigator.mediaDevices` as capturing needs. */
export type CaptureDevices = Pick<MediaDevices, 'getUserMedia' | 'enumerateDevices'> &
  Partial<Pick<MediaDevices, 'addEventListener'>>;

export type SourceKind = 'audio' | 'video';

const picture: MediaTrackConstraints = {
  facingMode: 'user',
  width: { ideal: 1280 },
  height: { ideal: 720 },
  frameRate: { ideal: 30, max: 30 },
};

export class MediaSource {
  readonly kind: SourceKind;
  readonly track = signal<MediaStreamTrack | undefined>(undefined);
  readonly fault = signal<MediaFault | undefined>(undefined);
  readonly chosen = signal<string | undefined>(undefined);
  /** Of a microphone: what it is asked for from the next time on. */
  quietSounds: QuietSounds = 'filtered';
  readonly #devices: CaptureDevices | undefined;
  /** Rises with every stop, so that what arrives late is stopped instead of used. */
  #generation = 0;
  #isShut = false;

  constructor(kind: SourceKind, devices: CaptureDevices | undefined) {
    this.kind = kind;
    this.#devices = devices;
  }

  get constraints(): MediaTrackConstraints {
    const deviceId = this.chosen.peek();
    const common = this.kind === 'video' ? picture : soundConstraints(this.quietSounds);
    if (deviceId === undefined) return common;
    const { facingMode: _, ...rest } = common;
    return { ...rest, deviceId: { exact: deviceId } };
  }

  get generation(): number {
    return this.#generation;
  }

  /** Asks for this kind alone. What cannot be had is a fault, never an exception. */
  async open(): Promise<void> {
    if (this.#isShut || this.track.value) return;
    const generation = this.#generation;
    try {
      this.adopt(await this.#ask(), generation);
    } catch (error) {
      if (generation === this.#generation) this.fault.value = mediaFault(error);
    }
  }

  /** Takes a track somebody else asked for. @param generation as it was when they asked */
  adopt(track: MediaStreamTrack | undefined, generation: number): void {
    if (!track) return;
    if (generation !== this.#generation || this.track.value) {
      track.stop();
      return;
    }
    if (this.kind === 'audio') track.contentHint = 'speech';
    track.addEventListener('ended', () => this.#lost(track));
    // A phone call takes microphone and camera away, and usually gives them back.
    track.addEventListener('mute', () => this.#interrupted(track, 'paused'));
    track.addEventListener('unmute', () => this.#interrupted(track, undefined));
    this.fault.value = track.muted ? 'paused' : undefined;
    this.chosen.value = track.getSettings().deviceId ?? this.chosen.value;
    this.track.value = track;
  }

  /** Another device. Phones cannot open two cameras at once, so the old one is stopped first. */
  async choose(deviceId: string): Promise<void> {
    if (this.track.value && this.chosen.value === deviceId) return;
    const wasOpen = this.track.value !== undefined || this.fault.value !== undefined;
    this.stop();
    this.chosen.value = deviceId;
    if (wasOpen) await this.open();
  }

  /** Asks for it once more, whatever there is: it may be there and give nothing. */
  async reopen(): Promise<void> {
    this.stop();
    await this.open();
  }

  /** The light goes out. */
  stop(): void {
    this.#generation += 1;
    const track = this.track.value;
    this.track.value = undefined;
    track?.stop();
  }

  /** Out for good: nothing is asked for any more, whoever asks. */
  shut(): void {
    this.#isShut = true;
    this.stop();
  }

  async #ask(): Promise<MediaStreamTrack | undefined> {
    const generation = this.#generation;
    if (!this.#devices) throw new DOMException('no capture here', 'NotSupportedError');
    try {
      return await this.#get(this.#devices);
    } catch (error) {
      // The device that was chosen is gone: any other of its kind is better than none.
      if (this.chosen.value === undefined || mediaFault(error) !== 'missing') throw error;
      // Let go while it was asked for: nobody wants another any more.
      if (generation !== this.#generation) throw error;
      this.chosen.value = undefined;
      return this.#get(this.#devices);
    }
  }

  async #get(devices: CaptureDevices): Promise<MediaStreamTrack | undefined> {
    const stream = await devices.getUserMedia({ [this.kind]: this.constraints });
    return stream.getTracks()[0];
  }

  #interrupted(track: MediaStreamTrack, fault: MediaFault | undefined): void {
    if (this.track.value === track) this.fault.value = fault;
  }

  /** Unplugged, or taken away for good: try another one, once. */
  #lost(track: MediaStreamTrack): void {
    if (this.track.value !== track) return;
    this.stop();
    this.fault.value = 'missing';
    this.chosen.value = undefined;
    void this.open();
  }
}
