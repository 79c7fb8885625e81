/** Saying who we are to the clinician's devices: proof, name and answers, once to each, and to one that asks once more. */

import {
  type AnswersContent,
  answersType,
  type HelloContent,
  helloType,
  type ProofContent,
  proofType,
  type RoomId,
  type UserId,
} from '@sprechzimmer/protocol';
import { retrying } from '../api/retry.ts';
import { devicesOf, type KnownDevice } from '../crypto/identity.ts';
import type { OlmChannel, RecipientRule } from '../crypto/olm-channel.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';
import type { FreshAnswers } from './fresh-answers.ts';

export interface IntroductionOptions {
  readonly open: OpenClient;
  readonly channel: Pick<OlmChannel, 'send'>;
  readonly keeper: Pick<VisitKeeper, 'record'>;
  readonly roomId: RoomId;
  readonly clinician: UserId;
  readonly answers: FreshAnswers;
  /** The proof of this room as it is sent; undefined before there is one. */
  readonly proof: () => ProofContent | undefined;
  /** Ends all tries: we have left. */
  readonly signal: AbortSignal;
}

export interface Introduction {
  /** How we wish to be called; undefined before the proof it goes with, and without a name. */
  hello(): HelloContent | undefined;
  /** What we have answered to the practice's questions; undefined before the proof, and where nothing was asked. */
  answers(): AnswersContent | undefined;
  /** The first proof, before anybody has signed anybody's key. */
  begin(proof: ProofContent, devices: readonly KnownDevice[], rule: RecipientRule): Promise<void>;
  /** Proof, name and answers to every verified device of the clinician that has not had them. */
  tellDevices(): Promise<void>;
  /** Name and answers once more: before, this device could not tell whose they were. */
  tellNameAgain(device: KnownDevice): Promise<void>;
  /** The proof once more: the device answers it, and with whom it is in conversation it lets in again. */
  showAgain(device: KnownDevice): Promise<void>;
}

/** Each of them is several of its own. After the last the next old word asks anew. */
const showAgainTries = 8;

export function introduction(options: IntroductionOptions): Introduction {
  const { open, channel, keeper, roomId, clinician, signal } = options;
  const hasProof = new Set<string>();
  const hasName = new Set<string>();
  /** The number of the answers each device has had. */
  const hasAnswers = new Map<string, number>();

  const hello = (): HelloContent | undefined => {
    const { name, proof } = keeper.record;
    return proof?.roomId === roomId && name !== '' ? { v: 1, h: proof.h, name } : undefined;
  };

  const answers = (): AnswersContent | undefined => {
    const { answers, proof } = keeper.record;
    return proof?.roomId === roomId && answers
      ? { v: 1, h: proof.h, seq: answers.seq, ...answers.given }
      : undefined;
  };

  const tellNameTo = async (devices: readonly KnownDevice[]) => {
    const greeting = hello();
    if (!greeting) return;
    const unnamed = devices.filter(({ deviceId }) => !hasName.has(deviceId));
    await channel.send(helloType, greeting, unnamed, 'verified');
    for (const { deviceId } of unnamed) hasName.add(deviceId);
  };

  const tellAnswersTo = async (devices: readonly KnownDevice[]) => {
    const given = answers();
    if (!given) return;
    const unanswered = devices.filter(({ deviceId }) => hasAnswers.get(deviceId) !== given.seq);
    await channel.send(answersType, given, unanswered, 'verified');
    for (const { deviceId } of unanswered) hasAnswers.set(deviceId, given.seq);
  };

  const tellDevices = async () => {
    const proof = options.proof();
    if (!proof) return;
    const devices = (await devicesOf(open, clinician)).filter((device) => device.verified);
    const unproven = devices.filter(({ deviceId }) => !hasProof.has(deviceId));
    await channel.send(proofType, proof, unproven, 'verified');
    for (const { deviceId } of unproven) hasProof.add(deviceId);
    await tellNameTo(devices);
    await tellAnswersTo(devices);
  };

  return {
    hello,
    answers,
    async begin(proof, devices, rule) {
      await channel.send(proofType, proof, devices, rule);
      for (const { deviceId } of devices) hasProof.add(deviceId);
    },
    tellDevices,
    async tellNameAgain({ deviceId }) {
      hasName.delete(deviceId);
      hasAnswers.delete(deviceId);
      await retrying(tellDevices, { signal });
    },
    async showAgain(device) {
      const proof = options.proof();
      const ask = proof && options.answers.ask(device.deviceId);
      if (ask === undefined) return;
      try {
        await retrying(() => channel.send(proofType, { ...proof, ask }, [device], 'verified'), {
          signal,
          tries: showAgainTries,
        });
      } catch {
        options.answers.forget(device.deviceId);
      }
    },
  };
}
