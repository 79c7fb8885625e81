/** Listening to the clinician's words about the door: each counts once, and an old one not at all. Pure. */

import type { DeviceId, DoorContent } from '@sprechzimmer/protocol';

/** The highest number heard from each of the clinician's devices. */
export type HeardSeqs = Readonly<Record<DeviceId, number>>;

/**
 * Whether a word is to be obeyed. It comes twice, on the connection and to-device: the second is dropped here, and so
 * is one that was held back and overtaken.
 * @param h `SHA-256(T)` of our own proof: a word for another visit is not for us
 * @returns the seqs to remember, or undefined when the word is to be ignored
 */
export function hearDoorWord(
  heard: HeardSeqs,
  h: string | undefined,
  from: DeviceId,
  word: DoorContent,
): HeardSeqs | undefined {
  if (h === undefined || word.h !== h) return undefined;
  const last = Object.hasOwn(heard, from) ? heard[from] : undefined;
  if (last !== undefined && word.seq <= last) return undefined;
  return { ...heard, [from]: word.seq };
}
