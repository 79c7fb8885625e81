/**
 * Knowing a word about the door to be new without asking any clock: we ask with a random number, and the answer has to
 * carry it. Whoever holds words back can only hold back the answer, and it is worth nothing soon after.
 */

import { type DeviceId, randomBytes, toHex } from '@sprechzimmer/protocol';

export interface FreshAnswers {
  /** @returns what to ask this device with; undefined when it was asked a moment ago */
  ask(device: DeviceId): string | undefined;
  /** The question has not reached the device: it may be asked again at once. */
  forget(device: DeviceId): void;
  /** Whether this device answers what it was asked, in time. */
  isAnswer(device: DeviceId, answers: string | undefined): boolean;
}

/** A desk that keeps saying old words is not asked without end. */
const askEveryMs = 30_000;
/** As long as a word counts whose time can be read. */
const goodForMs = 120_000;

/** @param nowMs milliseconds of a clock that nobody sets: only differences count */
export function freshAnswers(nowMs: () => number = () => performance.now()): FreshAnswers {
  const asked = new Map<DeviceId, { readonly nonce: string; readonly atMs: number }>();
  return {
    ask(device) {
      const last = asked.get(device);
      if (last && nowMs() - last.atMs < askEveryMs) return undefined;
      const nonce = toHex(randomBytes(16));
      asked.set(device, { nonce, atMs: nowMs() });
      return nonce;
    },
    forget: (device) => void asked.delete(device),
    isAnswer(device, answers) {
      const question = asked.get(device);
      return question !== undefined && answers === question.nonce && nowMs() - question.atMs <= goodForMs;
    },
  };
}
