/** Listening to the clinician's words about the door: each counts once, and an old one lets nobody in. Pure. */

import { clockToleranceSeconds, type DeviceId, type DoorContent } from '@sprechzimmer/protocol';

/** What has been obeyed so far. */
export interface HeardWords {
  /** The highest number heard from each of the clinician's devices. */
  readonly seqs: Readonly<Record<DeviceId, number>>;
  /** The last word of all, whoever said it. Never later than our own clock when it came. */
  readonly newest?: { readonly from: DeviceId; readonly atMs: number } | undefined;
}

/** How a word has come. */
export interface WordArrival {
  readonly from: DeviceId;
  /** On the connection, where nobody can hold anything back; otherwise to-device, by way of the server. */
  readonly live: boolean;
  /** It carries what we have just asked its device with: it is new, whatever the two clocks say. */
  readonly answersUs?: boolean;
  readonly nowMs: number;
}

/** A word that lets in, or is about to, is good for this long, and for the difference of two clocks. */
const goodForMs = 120_000;
const toleranceMs = clockToleranceSeconds * 1_000;

/**
 * Whether a word is to be obeyed. It comes twice, on the connection and to-device: the second is dropped here, and so
 * is one that was held back and overtaken, also by a word of another device. A word that ends the visit always counts.
 * @param h `SHA-256(T)` of our own proof: a word for another visit is not for us
 * @returns what to remember; `stale` for a new word that would let us in, but is too old to; undefined when the word
 *   is to be ignored
 */
export function hearDoorWord(
  heard: HeardWords,
  h: string | undefined,
  { from, live, nowMs, answersUs = false }: WordArrival,
  word: DoorContent,
): HeardWords | 'stale' | undefined {
  if (h === undefined || word.h !== h) return undefined;
  const last = Object.hasOwn(heard.seqs, from) ? heard.seqs[from] : undefined;
  if (last !== undefined && word.seq <= last) return undefined;
  const { newest } = heard;
  const ends = word.door === 'declined' || word.door === 'ended';
  const letsIn = ['admitted', 'prepare', 'go-on'].includes(word.door);
  const overtaken = newest !== undefined && newest.from !== from && word.at < newest.atMs;
  const tooOld = !live && !answersUs && Math.abs(nowMs - word.at) > goodForMs + toleranceMs;
  if (letsIn && (overtaken || tooOld)) return 'stale';
  if (overtaken && !ends) return undefined;
  const atMs = Math.max(newest?.atMs ?? 0, Math.min(word.at, nowMs));
  return { seqs: { ...heard.seqs, [from]: word.seq }, newest: { from, atMs } };
}
