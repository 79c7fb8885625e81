/**
 * Back after leaving in a hurry. That it was said when leaving is not known: the network may have been away, or the page
 * gone too soon. So it is said once more, and until that is sent nothing the clinician's devices say lets anybody in: it
 * may be older than the leaving.
 */

import type { DeviceId, DoorContent } from '@sprechzimmer/protocol';
import { type Pause, pauseFor } from '../api/retry.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';

export interface AfterHurryParts {
  readonly keeper: Pick<VisitKeeper, 'record' | 'change'>;
  /** Says when the page was left, in Unix milliseconds. Rejects when it could not be handed over. */
  readonly tellLeft: (atMs: number) => Promise<void>;
  /** We have gone. */
  readonly signal: AbortSignal;
  readonly pause?: Pause;
}

export interface AfterHurry {
  /** Left, and not yet said. Also in the page that is being left. */
  isUntold(): boolean;
  /** Resolves when it is said; at once where nobody has left. */
  readonly told: Promise<void>;
  /**
   * Whether this word lets in and must not. It is remembered as heard, so that what is said then takes it back.
   * @param h `SHA-256(T)` of our own proof
   */
  turnsAway(from: DeviceId, word: DoorContent, h: string | undefined): boolean;
  /** Says it until it is said, and opens the door to words again. With every word heard that was waiting for us. */
  tell(): Promise<void>;
}

const againMs = 2_000;

export function afterHurry({ keeper, tellLeft, signal, pause = pauseFor }: AfterHurryParts): AfterHurry {
  const { promise: told, resolve } = Promise.withResolvers<void>();
  const isUntold = () => keeper.record.leftQuicklyAtMs !== undefined;
  if (!isUntold()) resolve();
  let turnedAway = 0;

  const tryTelling = async (atMs: number) => {
    try {
      await tellLeft(atMs);
      return true;
    } catch {
      await pause(againMs, signal);
      return false;
    }
  };

  return {
    isUntold,
    told,
    turnsAway(from, { h: of, seq, door: said }, h) {
      if (!isUntold() || of !== h || (said !== 'admitted' && said !== 'prepare')) return false;
      const door = keeper.record.door ?? { seqs: {} };
      if (seq > heardFrom(keeper, from)) {
        turnedAway += 1;
        void keeper
          .change({ door: { ...door, state: 'waiting', by: undefined, seqs: { ...door.seqs, [from]: seq } } })
          .catch(() => undefined);
      }
      return true;
    },
    async tell() {
      const atMs = keeper.record.leftQuicklyAtMs;
      if (atMs === undefined) return;
      // Left again meanwhile: then it is the next page that says it.
      const isStill = () => !signal.aborted && keeper.record.leftQuicklyAtMs === atMs;
      while (isStill()) {
        const before = turnedAway;
        const isSaid = await tryTelling(atMs);
        if (isSaid && before === turnedAway && isStill()) {
          await keeper.change({ leftQuicklyAtMs: undefined });
          resolve();
        }
      }
    },
  };
}

/** The highest number of a word about the door heard from this device. */
export function heardFrom({ record }: Pick<VisitKeeper, 'record'>, device: DeviceId): number {
  const seqs = record.door?.seqs ?? {};
  return (Object.hasOwn(seqs, device) ? seqs[device] : undefined) ?? 0;
}
