/** What the clinician has said of themselves to us, device by device, and what of it is shown. Pure. */

import type { DeskWordContent, DeviceId } from '@sprechzimmer/protocol';

export interface HeardWord {
  readonly word: DeskWordContent;
  /** When it came, by our own clock, Unix milliseconds. */
  readonly heardAtMs: number;
}

/** The last word of each of the clinician's devices. */
export type HeardDesk = ReadonlyMap<DeviceId, HeardWord>;

export const nothingHeard: HeardDesk = new Map();

export type ClinicianState =
  | { readonly kind: 'free' }
  | { readonly kind: 'busy' }
  /** `atMs`: when they mean to be back, by the clinician's clock. */
  | { readonly kind: 'back'; readonly atMs: number };

/** A desk that was closed takes nothing back: longer than this no word is believed. */
const goodForMs = 90 * 60_000;
/** People who are back at ten past are sometimes back at a quarter past. */
const afterBackMs = 5 * 60_000;

/**
 * @param h `SHA-256(T)` of our own proof: a word for another visit is not for us
 * @returns the same map when the word is to be ignored: another visit's, or one that was held back
 */
export function hearDeskWord(
  heard: HeardDesk,
  h: string | undefined,
  from: DeviceId,
  word: DeskWordContent,
  nowMs: number,
): HeardDesk {
  if (h === undefined || word.h !== h) return heard;
  const last = heard.get(from);
  if (last && word.at <= last.word.at) return heard;
  return new Map(heard).set(from, { word, heardAtMs: nowMs });
}

/**
 * The newest word that is still good. A second desk that knows of no break does not end one.
 * How long a word is good is measured from when it came, so that it does not matter how the two clocks stand.
 */
export function shownState(heard: HeardDesk, nowMs: number): ClinicianState | undefined {
  const good = [...heard.values()]
    .filter(({ word, heardAtMs }) => nowMs - heardAtMs < lifeOf(word))
    .toSorted((one, other) => other.word.at - one.word.at);
  const [newest] = good;
  const shown =
    newest?.word.state === 'free' ? (good.find(({ word }) => word.state === 'back') ?? newest) : newest;
  if (!shown) return undefined;
  const { word } = shown;
  return word.state === 'back' ? { kind: 'back', atMs: word.back_at } : { kind: word.state };
}

function lifeOf(word: DeskWordContent): number {
  if (word.state !== 'back') return goodForMs;
  return Math.min(goodForMs, Math.max(0, word.back_at - word.at) + afterBackMs);
}
