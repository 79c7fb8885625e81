/**
 * What stands on Hydrogen's call messages (hydrogen-view-sdk 0.3.1, `calls/group/Member`, after MSC3401) and on ours,
 * and how the one is written as the other. What the other side has no field for is lost, or made up, here and nowhere
 * else: `docs/development/foreign-implementations.md` goes through it field by field.
 */

import { type CallMessage, callSchemas, callTypes, randomBytes, toHex } from '@sprechzimmer/protocol';
import * as v from 'valibot';

/** What both sides know besides the message. */
export interface Bridge {
  /** `h` of the proof: Hydrogen knows of none, so for its messages the bridge vouches. */
  readonly transcriptHash: string;
  /** Device id of the sender. */
  readonly ownDevice: string;
  /** Hydrogen's session, as its call.member state says. */
  readonly hydrogenSession: string;
}

export const streamMetadata = 'org.matrix.msc3077.sdp_stream_metadata';

const envelope = {
  call_id: v.string(),
  conf_id: v.string(),
  device_id: v.string(),
  party_id: v.string(),
  sender_session_id: v.string(),
  dest_session_id: v.string(),
  seq: v.number(),
  version: v.literal(1),
};
const DescriptionSchema = v.object({ type: v.picklist(['offer', 'answer']), sdp: v.string() });
const CandidateSchema = v.object({
  candidate: v.string(),
  sdpMid: v.optional(v.nullable(v.string()), null),
  sdpMLineIndex: v.optional(v.nullable(v.number()), null),
  usernameFragment: v.optional(v.nullable(v.string()), null),
});
/** What Hydrogen sends, by type. */
export const hydrogenSchemas = {
  [callTypes.invite]: v.looseObject({ ...envelope, offer: DescriptionSchema, lifetime: v.number() }),
  [callTypes.answer]: v.looseObject({ ...envelope, answer: DescriptionSchema }),
  [callTypes.negotiate]: v.looseObject({ ...envelope, description: DescriptionSchema }),
  [callTypes.candidates]: v.looseObject({ ...envelope, candidates: v.array(CandidateSchema) }),
  [callTypes.hangup]: v.looseObject({ ...envelope, reason: v.optional(v.string()) }),
} as const;
export type HydrogenType = keyof typeof hydrogenSchemas;
export type HydrogenMessage = {
  [T in HydrogenType]: { type: T; content: v.InferOutput<(typeof hydrogenSchemas)[T]> };
}[HydrogenType];

/** Hydrogen's ids have fifteen characters; ours have sixteen or more. */
export const asOurSession = (session: string): string => session.padEnd(16, '-');

/** One of Hydrogen's as one of ours. @throws when even then it is none of ours */
export function fromHydrogen(message: HydrogenMessage, { transcriptHash }: Bridge): CallMessage {
  const { content } = message;
  const ours = {
    v: 1,
    h: transcriptHash,
    conf_id: content.conf_id,
    call_id: content.call_id,
    from_session: asOurSession(content.sender_session_id),
    to_session: content.dest_session_id,
    seq: content.seq,
    party_id: content.party_id,
    version: '1',
  } as const;
  switch (message.type) {
    case callTypes.invite: {
      const { offer, lifetime } = message.content;
      return parsed(message.type, { ...ours, lifetime, offer, words_commit: toHex(randomBytes(32)) });
    }
    case callTypes.answer: {
      const { answer } = message.content;
      return parsed(message.type, { ...ours, answer, words_nonce: toHex(randomBytes(16)) });
    }
    case callTypes.negotiate:
      return parsed(message.type, { ...ours, description: message.content.description });
    case callTypes.candidates: {
      const candidates = message.content.candidates.filter(({ candidate }) => candidate !== '');
      return parsed(message.type, { ...ours, candidates });
    }
    case callTypes.hangup:
      return parsed(message.type, { ...ours, reason: ourReason(message.content.reason) });
  }
}

/** One of ours as Hydrogen wants it; undefined for what it has no notion of: the opened words, the greeting, asking for an offer. */
export function toHydrogen(message: CallMessage, bridge: Bridge, seq: number): object | undefined {
  const { content } = message;
  const theirs = {
    call_id: content.call_id,
    conf_id: content.conf_id,
    device_id: bridge.ownDevice,
    party_id: content.party_id,
    sender_session_id: content.from_session,
    dest_session_id: bridge.hydrogenSession,
    seq,
    version: 1,
  };
  switch (message.type) {
    case callTypes.invite: {
      const { offer, lifetime } = message.content;
      return { ...theirs, lifetime, offer: named(offer), ...metadata };
    }
    case callTypes.answer:
      return { ...theirs, answer: named(message.content.answer), ...metadata };
    case callTypes.negotiate:
      return { ...theirs, description: named(message.content.description), ...metadata };
    case callTypes.candidates: {
      const { candidates } = message.content;
      return { ...theirs, candidates: candidates.length > 0 ? candidates : [{ candidate: '' }] };
    }
    case callTypes.hangup:
      return message.content.reason === 'new_session'
        ? undefined
        : { ...theirs, reason: message.content.reason };
    case callTypes.words:
    case callTypes.restart:
      return undefined;
  }
}

const stream = 'sprechzimmer';
const metadata = {
  [streamMetadata]: { [stream]: { purpose: 'm.usermedia', audio_muted: false, video_muted: false } },
};

/** Our tracks come and go without renegotiation, so they belong to no stream; Hydrogen ignores such tracks. */
function named<D extends { readonly sdp: string }>(description: D): D {
  return { ...description, sdp: description.sdp.replaceAll(/^a=msid:- /gm, `a=msid:${stream} `) };
}

function ourReason(reason: string | undefined): string {
  return reason === 'user_hangup' || reason === 'ice_failed' ? reason : 'unknown_error';
}

const CallMessageSchema = v.variant('type', [
  v.object({ type: v.literal(callTypes.invite), content: callSchemas[callTypes.invite] }),
  v.object({ type: v.literal(callTypes.answer), content: callSchemas[callTypes.answer] }),
  v.object({ type: v.literal(callTypes.negotiate), content: callSchemas[callTypes.negotiate] }),
  v.object({ type: v.literal(callTypes.candidates), content: callSchemas[callTypes.candidates] }),
  v.object({ type: v.literal(callTypes.hangup), content: callSchemas[callTypes.hangup] }),
]);

function parsed(type: HydrogenType, content: object): CallMessage {
  return v.parse(CallMessageSchema, { type, content });
}
