/** The address on a call message: does it belong to this conference, this proof, this device, this session? */

import { type CallMessage, randomBytes, toHex } from '@sprechzimmer/protocol';
import type { DropReason } from './drops.ts';
import type { Participant } from './participant.ts';

/**
 * `to_session` of what is sent before the other's session is known: an invite, the hangup that takes it back, and
 * the hangup by which somebody says that they have started afresh. Nothing else may be for any session.
 */
export const anySession = 'any-session-of-yours';

export type CallContent = CallMessage['content'];

/** What our side knows, against which a message is held. */
export interface Address {
  readonly confId: string;
  /** Our own session. */
  readonly sessionId: string;
  readonly participant: Participant;
}

/** Undefined when the message is for us from this participant; otherwise why it is dropped. */
export function misaddressed(message: CallMessage, address: Address): DropReason | undefined {
  const { content } = message;
  if (content.party_id !== address.participant.deviceId) return 'foreign-device';
  if (content.h !== address.participant.transcriptHash) return 'foreign-proof';
  if (content.conf_id !== address.confId) return 'foreign-conference';
  if (content.from_session === anySession || content.from_session === address.sessionId)
    return 'foreign-session';
  if (content.to_session === address.sessionId) return undefined;
  return content.to_session === anySession && isForAny(message) ? undefined : 'foreign-session';
}

/** True for the hangup that says: whatever you hold of an older session of mine is over. */
export function isNewSession(message: CallMessage): boolean {
  return message.type === 'm.call.hangup' && message.content.reason === 'new_session';
}

/** 128 random bits that fit the schemas of session and call ids. */
export function randomId(): string {
  return toHex(randomBytes(16));
}

function isForAny({ type }: CallMessage): boolean {
  return type === 'm.call.invite' || type === 'm.call.hangup';
}
