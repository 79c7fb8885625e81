/** Saying who we are to the clinician's devices: proof and name, once to each, and to one that asks once more. */

import {
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
  readonly channel: OlmChannel;
  readonly keeper: VisitKeeper;
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
  /** The first proof, before anybody has signed anybody's key. */
  begin(proof: ProofContent, devices: readonly KnownDevice[], rule: RecipientRule): Promise<void>;
  /** Proof and name to every verified device of the clinician that has not had them. */
  tellDevices(): Promise<void>;
  /** The name once more: before, this device could not tell whose it was. */
  tellNameAgain(device: KnownDevice): Promise<void>;
  /** The proof once more: the device answers it, and with whom it is in conversation it lets in again. */
  showAgain(device: KnownDevice): Promise<void>;
}

/** Each of them is several of its own. After the last the next old word asks anew. */
const showAgainTries = 8;

export function introduction(options: IntroductionOptions): Introduction {
  const { open, channel, keeper, roomId, clinician, answers, signal } = options;
  const hasProof = new Set<string>();
  const hasName = new Set<string>();

  const hello = (): HelloContent | undefined => {
    const { name, proof } = keeper.record;
    return proof?.roomId === roomId && name !== '' ? { v: 1, h: proof.h, name } : undefined;
  };

  const tellDevices = async () => {
    const proof = options.proof();
    if (!proof) return;
    const devices = (await devicesOf(open, clinician)).filter((device) => device.verified);
    const unproven = devices.filter(({ deviceId }) => !hasProof.has(deviceId));
    await channel.send(proofType, proof, unproven, 'verified');
    for (const { deviceId } of unproven) hasProof.add(deviceId);
    const greeting = hello();
    if (!greeting) return;
    const unnamed = devices.filter(({ deviceId }) => !hasName.has(deviceId));
    await channel.send(helloType, greeting, unnamed, 'verified');
    for (const { deviceId } of unnamed) hasName.add(deviceId);
  };

  return {
    hello,
    async begin(proof, devices, rule) {
      await channel.send(proofType, proof, devices, rule);
      for (const { deviceId } of devices) hasProof.add(deviceId);
    },
    tellDevices,
    async tellNameAgain({ deviceId }) {
      hasName.delete(deviceId);
      await retrying(tellDevices, { signal });
    },
    async showAgain(device) {
      const proof = options.proof();
      const ask = proof && answers.ask(device.deviceId);
      if (ask === undefined) return;
      try {
        await retrying(() => channel.send(proofType, { ...proof, ask }, [device], 'verified'), {
          signal,
          tries: showAgainTries,
        });
      } catch {
        answers.forget(device.deviceId);
      }
    },
  };
}
