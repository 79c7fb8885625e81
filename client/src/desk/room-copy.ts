/** Proof, name and answers as the guest has written them into the room, for a device of ours that was not there yet. */

import {
  type AnswersContent,
  AnswersContentSchema,
  answersType,
  equalBytes,
  fromBase64,
  type HelloContent,
  HelloContentSchema,
  helloType,
  type ProofContent,
  ProofContentSchema,
  proofType,
  type UserId,
} from '@sprechzimmer/protocol';
import type { MatrixEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { isCleanEvent } from '../crypto/event-trust.ts';
import { devicesOf, type KnownDevice } from '../crypto/identity.ts';
import type { OpenClient } from '../crypto/open-client.ts';

export type RoomCopy =
  | { readonly type: typeof proofType; readonly from: KnownDevice; readonly content: ProofContent }
  | { readonly type: typeof helloType; readonly from: KnownDevice; readonly content: HelloContent }
  | { readonly type: typeof answersType; readonly from: KnownDevice; readonly content: AnswersContent };

/**
 * Reads a decrypted event. A proof speaks for itself, whoever has brought it. A name or an answer does not: it is taken only when
 * its room key came from the guest's verified device, not from the key backup, whose keys anybody may have made.
 * @returns undefined for whatever is neither, or not the guest's
 */
export async function readRoomCopy(
  open: OpenClient,
  guest: UserId,
  event: MatrixEvent,
): Promise<RoomCopy | undefined> {
  if (!event.isEncrypted() || event.isDecryptionFailure() || event.getSender() !== guest) return undefined;
  const type = event.getType();
  if (type !== proofType && type !== helloType && type !== answersType) return undefined;
  const from = (await devicesOf(open, guest)).find(
    ({ curve25519, ownerSigned }) => ownerSigned && sameKey(curve25519, event.getSenderKey()),
  );
  if (!from) return undefined;
  if (type === proofType) {
    const proof = v.safeParse(ProofContentSchema, event.getContent());
    return proof.success ? { type, from, content: proof.output } : undefined;
  }
  if (!from.verified || !(await isCleanEvent(open.crypto, event))) return undefined;
  if (type === answersType) {
    const answers = v.safeParse(AnswersContentSchema, event.getContent());
    return answers.success ? { type, from, content: answers.output } : undefined;
  }
  const hello = v.safeParse(HelloContentSchema, event.getContent());
  return hello.success ? { type, from, content: hello.output } : undefined;
}

function sameKey(known: Uint8Array<ArrayBuffer>, claimed: string | null): boolean {
  return claimed !== null && equalBytes(known, fromBase64(claimed));
}
