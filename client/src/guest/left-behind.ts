/** Which desk of the clinician has to hear that another one has taken over. Pure. */

import type { DeviceId, DoorContent } from '@sprechzimmer/protocol';
import type { HeardWords } from './door-words.ts';

/** The door as the record has it, before the word in question. */
export interface KnownDoor extends Pick<HeardWords, 'seqs'> {
  readonly state: 'waiting' | 'admitted';
  /** Who has let us in. */
  readonly by?: DeviceId | undefined;
}

export interface LeftBehind {
  readonly device: DeviceId;
  /** The highest number heard from it. */
  readonly heard: number;
}

/**
 * @param from who has said this word, which counts
 * @returns the desk that still shows a conversation with us; undefined where there is none, or it is the one that speaks
 */
export function leftBehind(
  door: KnownDoor | undefined,
  from: DeviceId,
  word: DoorContent['door'],
): LeftBehind | undefined {
  if (door?.state !== 'admitted' || door.by === undefined || door.by === from) return undefined;
  // Before somebody is let in nothing has changed, and what ends a visit every desk is shown.
  if (word !== 'admitted' && word !== 'waiting' && word !== 'go-on') return undefined;
  return { device: door.by, heard: door.seqs[door.by] ?? 0 };
}
