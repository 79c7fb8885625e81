/** What a screen says of the line to one participant, and how sound is put right. */

import type { ReadonlySignal } from '@preact/signals';
import type { RungName } from './ladder.ts';

/** Of one participant. Everything is false until something was found. */
export interface LineView {
  /** Our picture does not go out to them: the line is too weak for more than sound. It comes back by itself. */
  readonly ownPictureHeld: ReadonlySignal<boolean>;
  /** The same of theirs, as they say. */
  readonly theirPictureHeld: ReadonlySignal<boolean>;
  /** Our microphone is on and gives nothing at all. */
  readonly ownSoundMissing: ReadonlySignal<boolean>;
  /** They say that no sound of ours arrives. */
  readonly theyDoNotHear: ReadonlySignal<boolean>;
  /** Their microphone is on, and nothing of it arrives. */
  readonly theirSoundMissing: ReadonlySignal<boolean>;
  /** How much picture of ours goes out at most; undefined until it was measured. */
  readonly rung: ReadonlySignal<RungName | undefined>;
  /** Shares of what got lost on the way, 0 to 1, as measured just now; undefined where nothing could be measured. */
  readonly loss: ReadonlySignal<{ readonly out: number | undefined; readonly in: number | undefined }>;
}

/** Of the whole call. */
export interface SoundRepairView {
  readonly repairing: ReadonlySignal<boolean>;
  /** How often it was done: what plays sound is made anew each time. */
  readonly repairs: ReadonlySignal<number>;
  /**
   * Asks for the microphone anew (and for a camera that has stopped), finds new ways for the connection, and plays what
   * comes anew. The call goes on meanwhile, and whoever was muted stays so. What cannot be had is a fault of the media.
   */
  repairSound(): Promise<void>;
}
