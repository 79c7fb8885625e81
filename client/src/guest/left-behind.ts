/** Which desk of the clinician has to hear that another one has taken over, and telling it. */

import {
  type DeviceId,
  type DoorContent,
  type ElsewhereContent,
  elsewhereType,
  type UserId,
} from '@sprechzimmer/protocol';
import { retrying } from '../api/retry.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';
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
 * Pure.
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

export interface ElsewhereTellerOptions {
  readonly channel: Pick<OlmChannel, 'send'>;
  readonly clinician: UserId;
  /** We have gone. */
  readonly signal: AbortSignal;
}

/**
 * Tells such a desk, so that it leaves what goes on at another one. Best effort: nothing of ours goes there any more.
 * @returns takes the desk, and the `SHA-256(T)` that the word was for
 */
export function elsewhereTeller({ channel, clinician, signal }: ElsewhereTellerOptions) {
  return ({ device, heard }: LeftBehind, h: string): void => {
    const content: ElsewhereContent = { v: 1, h, heard };
    const to = [{ userId: clinician, deviceId: device }];
    void retrying(() => channel.send(elsewhereType, content, to, 'verified'), { signal }).catch(
      () => undefined,
    );
  };
}
