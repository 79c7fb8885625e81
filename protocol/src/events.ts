/**
 * Every Matrix event type we use and its content. `docs/reference/data-model.md` shows an example of each.
 *
 * Three ways an event travels, and they are not equal:
 * - **Olm to-device**: from one verified device to another. The only authority.
 * - **Megolm in the room**: readable by the verified devices of both.
 * - **State**: unsigned by users, forgeable by the server. A hint.
 */

import * as v from 'valibot';
import {
  DeviceIdSchema,
  Hex32Schema,
  InvitationIdSchema,
  KindSchema,
  RoomIdSchema,
  Secret32Schema,
  UnixMsSchema,
  UnixSecondsSchema,
} from './ids.ts';

const TagSchema = Hex32Schema;
const SeqSchema = v.pipe(v.number(), v.integer(), v.minValue(0));
const SessionIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{16,64}$/));
/** 16 random bytes, hexadecimal. */
const NonceSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));
const CallIdSchema = v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{8,64}$/));

// --- trust: Olm to-device; the proof also once in the room -----------------------------------------------

const tagged = {
  v: v.literal(1),
  id: InvitationIdSchema,
  room_id: RoomIdSchema,
  device_id: DeviceIdSchema,
  tag: TagSchema,
} as const;

/** Guest to clinician: `tagG`. To-device, and once as a room event for devices that come later. */
export const proofType = 'de.sprechzimmer.proof';
export const ProofContentSchema = v.strictObject({
  ...tagged,
  /** Asks for a new word about the door, which has to carry this: so it is known to be new without any clock. */
  ask: v.optional(NonceSchema),
});
export type ProofContent = v.InferOutput<typeof ProofContentSchema>;

/** Clinician to guest: `tagC`. To-device only. `device_id` is the clinician's. */
export const confirmType = 'de.sprechzimmer.confirm';
export const ConfirmContentSchema = v.strictObject(tagged);
export type ConfirmContent = v.InferOutput<typeof ConfirmContentSchema>;

/**
 * Clinician to guest, to-device, where the link is in no notebook this device can read. `needed`: your proof cannot be
 * checked, the two of us have to compare pictures. `done`: we have, and I know that you are here.
 */
export const compareType = 'de.sprechzimmer.compare';
export const CompareContentSchema = v.strictObject({
  v: v.literal(1),
  h: Hex32Schema,
  state: v.picklist(['needed', 'done']),
});
export type CompareContent = v.InferOutput<typeof CompareContentSchema>;

/** Guest to clinician: how they wish to be called (R16). To-device and once in the room, never in a profile. */
export const helloType = 'de.sprechzimmer.hello';
export const HelloContentSchema = v.strictObject({
  v: v.literal(1),
  h: Hex32Schema,
  name: v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(80)),
});
export type HelloContent = v.InferOutput<typeof HelloContentSchema>;

/**
 * Clinician to guest: what the door does. Over the data channel where the two are connected, and always to-device.
 * `seq` rises by one with each word of this clinician's device; a lower one is old news. `at` is when it was said, by
 * that device's clock: it orders the words of several devices, and lets nobody in with a word that was held back.
 */
export const doorType = 'de.sprechzimmer.door';
export const DoorContentSchema = v.strictObject({
  v: v.literal(1),
  h: Hex32Schema,
  seq: SeqSchema,
  at: UnixMsSchema,
  /**
   * `prepare`: about to be let in, camera may warm up. `admitted`: come in. `waiting`: back to the waiting room.
   * `go-on`: the clinician has looked at what stopped the visit, and it may go on, in the waiting room.
   * `declined`, `ended`: the visit is over, wipe.
   */
  door: v.picklist(['prepare', 'admitted', 'waiting', 'go-on', 'declined', 'ended']),
  /** With `ended`: when the two see each other again, in the clinician's words. */
  next: v.optional(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(300))),
  /** The `ask` of a proof that this word answers. */
  answers: v.optional(NonceSchema),
});
export type DoorContent = v.InferOutput<typeof DoorContentSchema>;

// --- call: MSC2746 payloads inside Olm to-device (MSC3401 §to-device) ---------------------------------------

const callEnvelope = {
  v: v.literal(1),
  /** `SHA-256(T)` of the proof both sides share. */
  h: Hex32Schema,
  /** MSC3401 conference. */
  conf_id: CallIdSchema,
  call_id: CallIdSchema,
  from_session: SessionIdSchema,
  to_session: SessionIdSchema,
  /** Rises with every message of this leg and direction. */
  seq: SeqSchema,
  /** MSC2746: our device id. */
  party_id: DeviceIdSchema,
  version: v.literal('1'),
} as const;

const SdpSchema = v.pipe(v.string(), v.maxLength(60_000));
/**
 * MSC3077: what the streams of a description are for, by the stream's id. Streams it does not name are camera and
 * microphone. More than a few are nothing of ours.
 */
export const StreamPurposesSchema = v.pipe(
  v.record(
    v.pipe(v.string(), v.regex(/^[\w{}-]{1,64}$/)),
    v.strictObject({ purpose: v.picklist(['m.usermedia', 'm.screenshare']) }),
  ),
  v.check((streams) => Object.keys(streams).length <= 8, 'more than eight streams'),
);
export type StreamPurposes = v.InferOutput<typeof StreamPurposesSchema>;
const OfferSchema = v.strictObject({ type: v.literal('offer'), sdp: SdpSchema });
const AnswerSchema = v.strictObject({ type: v.literal('answer'), sdp: SdpSchema });

export const CallInviteSchema = v.strictObject({
  ...callEnvelope,
  /** Milliseconds the offer is good for (MSC2746). */
  lifetime: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(600_000)),
  offer: OfferSchema,
  /** Commitment of the words, trust protocol §Call. */
  words_commit: Hex32Schema,
});
export const CallAnswerSchema = v.strictObject({
  ...callEnvelope,
  answer: AnswerSchema,
  /** `nG`, 16 bytes hexadecimal. */
  words_nonce: NonceSchema,
});
/** The inviting side opens its commitment: `nC`. */
export const CallWordsSchema = v.strictObject({
  ...callEnvelope,
  words_nonce: NonceSchema,
});
export const CallNegotiateSchema = v.strictObject({
  ...callEnvelope,
  /** Of an answer: `seq` of the offer it answers. */
  offer_seq: v.optional(SeqSchema),
  description: v.variant('type', [OfferSchema, AnswerSchema]),
  sdp_stream_metadata: v.optional(StreamPurposesSchema),
});
/**
 * The side that was called asks for an offer that restarts ICE. Only the side that calls makes any, so that two never
 * meet and none has to be taken back.
 */
export const CallRestartSchema = v.strictObject(callEnvelope);
export const CallCandidatesSchema = v.strictObject({
  ...callEnvelope,
  /** An empty list ends the candidates. MSC2746 has a candidate for it that is the empty string. */
  candidates: v.pipe(
    v.array(
      v.strictObject({
        candidate: v.pipe(v.string(), v.maxLength(2_000)),
        sdpMid: v.nullable(v.string()),
        sdpMLineIndex: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0))),
        usernameFragment: v.optional(v.nullable(v.string())),
      }),
    ),
    v.maxLength(64),
  ),
});
export const CallHangupSchema = v.strictObject({
  ...callEnvelope,
  reason: v.picklist(['user_hangup', 'ice_failed', 'user_media_failed', 'new_session', 'unknown_error']),
});

export const callTypes = {
  invite: 'm.call.invite',
  answer: 'm.call.answer',
  words: 'de.sprechzimmer.call.words',
  negotiate: 'm.call.negotiate',
  restart: 'de.sprechzimmer.call.restart',
  candidates: 'm.call.candidates',
  hangup: 'm.call.hangup',
} as const;

export const callSchemas = {
  [callTypes.invite]: CallInviteSchema,
  [callTypes.answer]: CallAnswerSchema,
  [callTypes.words]: CallWordsSchema,
  [callTypes.negotiate]: CallNegotiateSchema,
  [callTypes.restart]: CallRestartSchema,
  [callTypes.candidates]: CallCandidatesSchema,
  [callTypes.hangup]: CallHangupSchema,
} as const;
export type CallType = keyof typeof callSchemas;

/** A parsed call message: its type and its content. */
export type CallMessage = {
  [T in CallType]: { type: T; content: v.InferOutput<(typeof callSchemas)[T]> };
}[CallType];

// --- state: hints ------------------------------------------------------------------------------------------

/** MSC3401: the conference, state key = conference id, set by the clinician. */
export const callStateType = 'org.matrix.msc3401.call';
export const CallStateContentSchema = v.object({
  'm.intent': v.literal('m.room'),
  'm.type': v.literal('m.video'),
  'm.terminated': v.optional(v.string()),
});

/** MSC3401: who is in it with which device, state key = user id. MatrixRTC reuses the type with other content: ignored. */
export const callMemberType = 'org.matrix.msc3401.call.member';
export const CallMemberContentSchema = v.object({
  'm.calls': v.array(
    v.object({
      'm.call_id': CallIdSchema,
      'm.devices': v.array(
        v.object({
          device_id: DeviceIdSchema,
          session_id: SessionIdSchema,
          expires_ts: v.pipe(v.number(), v.integer()),
          feeds: v.array(v.object({ purpose: v.string() })),
        }),
      ),
    }),
  ),
});

// --- the notebook: the clinician's own E2EE room --------------------------------------------------------------

/** Room type (`m.room.create` → `type`) by which the notebook is found among the clinician's rooms. */
export const notebookRoomType = 'de.sprechzimmer.notebook';

/** A notebook key, renewed monthly. Megolm; read by the clinician's own verified devices. */
export const bookKeyType = 'de.sprechzimmer.book_key';
export const BookKeyContentSchema = v.strictObject({
  v: v.literal(1),
  name: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,32}$/)),
  /** 32 bytes, base64url. */
  key: Secret32Schema,
  /** `protocol/src/notebook.ts`: a device that reads this from a key backup can still tell who wrote it. */
  mac: Hex32Schema,
});
export type BookKeyContent = v.InferOutput<typeof BookKeyContentSchema>;

/** What the clinician calls an invitation, with the terms its link was made for. Megolm. */
export const bookEntryType = 'de.sprechzimmer.book_entry';
export const BookEntryContentSchema = v.strictObject({
  v: v.literal(1),
  id: InvitationIdSchema,
  book: v.string(),
  nonce: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  kind: KindSchema,
  not_before: UnixSecondsSchema,
  not_after: UnixSecondsSchema,
  label: v.pipe(v.string(), v.maxLength(80)),
  /** Taken back or used up: this link proves nothing any more. Cannot be undone by a later event. */
  closed: v.boolean(),
  mac: Hex32Schema,
});
export type BookEntryContent = v.InferOutput<typeof BookEntryContentSchema>;
