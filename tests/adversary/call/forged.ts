/** Messages of a call as the attacker writes them: all that an honest one has, in somebody else's name. */

import { callTypes, randomBytes, toHex, type UserId } from '@sprechzimmer/protocol';
import { anySession, randomId } from '../../../client/src/call/envelope.ts';
import type { Json } from '../stack/json.ts';
import type { Knowledge } from './knowledge.ts';
import type { PlainMessage } from './plain-post.ts';

/** What only those know who can read the call. Guessed where the attacker cannot. */
export interface CallSecrets {
  readonly callId: string;
  /** Of whom the message claims to come from. */
  readonly fromSession: string;
  readonly toSession: string;
}

export function guessedSecrets(): CallSecrets {
  return { callId: randomId(), fromSession: randomId(), toSession: anySession };
}

export type Claim = 'guest' | 'clinician';

export function forgedInvite(knowledge: Knowledge, as: Claim, offer: string): PlainMessage {
  return message(knowledge, as, callTypes.invite, guessedSecrets(), 0, {
    lifetime: 60_000,
    offer: { type: 'offer', sdp: offer },
    words_commit: toHex(randomBytes(32)),
  });
}

export function forgedAnswer(
  knowledge: Knowledge,
  as: Claim,
  secrets: CallSecrets,
  answer: string,
): PlainMessage {
  return message(knowledge, as, callTypes.answer, secrets, 0, {
    answer: { type: 'answer', sdp: answer },
    words_nonce: toHex(randomBytes(16)),
  });
}

export function forgedCandidate(
  knowledge: Knowledge,
  as: Claim,
  secrets: CallSecrets,
  address: { readonly host: string; readonly port: number },
): PlainMessage {
  const candidate = `candidate:1 1 udp 2130706431 ${address.host} ${address.port} typ host generation 0`;
  return message(knowledge, as, callTypes.candidates, secrets, 1_000, {
    candidates: [{ candidate, sdpMid: '0', sdpMLineIndex: 0, usernameFragment: null }],
  });
}

/** *I have started afresh*: the other side gives up what it has and calls anew. */
export function forgedNewSession(knowledge: Knowledge, as: Claim): PlainMessage {
  return message(knowledge, as, callTypes.hangup, guessedSecrets(), 0, { reason: 'new_session' });
}

/** What can be read off a message that came by: enough to answer in the name of whoever it went to. */
export function secretsForReply({ content }: PlainMessage): CallSecrets {
  const text = (name: string) => {
    const value = content[name];
    return typeof value === 'string' ? value : '';
  };
  return { callId: text('call_id'), fromSession: randomId(), toSession: text('from_session') };
}

/** The same for the next message of whoever sent this one. */
export function secretsOfSender({ content }: PlainMessage): CallSecrets {
  const text = (name: string) => {
    const value = content[name];
    return typeof value === 'string' ? value : '';
  };
  return { callId: text('call_id'), fromSession: text('from_session'), toSession: text('to_session') };
}

function message(
  { h, confId, clinician, guest }: Knowledge,
  as: Claim,
  type: string,
  { callId, fromSession, toSession }: CallSecrets,
  seq: number,
  rest: Json,
): PlainMessage {
  const [from, to]: readonly [{ userId: UserId; deviceId: string }, PlainMessage['to']] =
    as === 'guest' ? [guest, clinician] : [clinician, guest];
  const envelope = {
    v: 1,
    h,
    conf_id: confId,
    call_id: callId,
    from_session: fromSession,
    to_session: toSession,
    seq,
    party_id: from.deviceId,
    version: '1',
  };
  return { type, from: from.userId, to, content: { ...envelope, ...rest } };
}
