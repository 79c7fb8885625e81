/**
 * The first picture small, the rest as large as the line carries. A browser starts out assuming a slow line, and
 * spends the first frames of a large picture on finding out that they do not fit: measured in Chromium, a second
 * quarter of a second. A small one goes out with the first frame, and nobody sees the difference for a moment.
 */

import type { Clock } from './clock.ts';
import { changeEncoding } from './quality/encoding.ts';

/** The longer side of the first picture, in pixels. */
const SMALL = 640;
/** By then the browser has measured the line. */
const SMALL_FOR_MS = 2_000;

export class FirstPicture {
  readonly #clock: Clock;
  readonly #grow: () => void;
  #cancel: (() => void) | undefined;

  /** @param grow called when the picture may be as large as the line carries */
  constructor(clock: Clock, grow: () => void) {
    this.#clock = clock;
    this.#grow = grow;
  }

  /** To be awaited before the track is put in, unless it is ready. */
  async prepare(sender: RTCRtpSender, track: MediaStreamTrack): Promise<void> {
    this.stop();
    await changeEncoding(sender, { scaleResolutionDownBy: factorFor(track) });
  }

  isReady(sender: RTCRtpSender, track: MediaStreamTrack): boolean {
    return this.#cancel === undefined && scaledDownBy(sender) === factorFor(track);
  }

  /** To be called once it is in. */
  started(): void {
    this.#cancel = this.#clock.after(SMALL_FOR_MS, () => this.#grow());
  }

  stop(): void {
    this.#cancel?.();
    this.#cancel = undefined;
  }
}

function factorFor(track: MediaStreamTrack): number {
  const { width = SMALL, height = SMALL } = track.getSettings();
  return Math.max(1, Math.max(width, height) / SMALL);
}

function scaledDownBy(sender: RTCRtpSender): number | undefined {
  const [encoding] = sender.getParameters().encodings;
  return encoding && (encoding.scaleResolutionDownBy ?? 1);
}
