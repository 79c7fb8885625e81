/**
 * The public API, version 1: a schema for every request and every answer.
 * All paths are under `/api/v1`; bodies are JSON; secrets and handles travel in bodies and headers, never in a URL.
 *
 * | who | how they prove it |
 * |---|---|
 * | anybody with a link | the redeem token, once |
 * | guest | `Authorization: Bearer <claim>` |
 * | clinician | `Authorization: Bearer <session>`, got for a Matrix OpenID token |
 */

import * as v from 'valibot';
import { QuestionsSchema } from './before.ts';
import { ColourSchema } from './colour.ts';
import {
  Hex32Schema,
  InvitationIdSchema,
  KindSchema,
  RoomIdSchema,
  Secret32Schema,
  UnixMsSchema,
  UnixSecondsSchema,
  UserIdSchema,
  VisitIdSchema,
} from './ids.ts';

export const apiPrefix = '/api/v1';

/** Clocks of browser and server may differ by this much at either end of a window. */
export const clockToleranceSeconds = 120;

/** No practice can let a running conversation go on for longer than this after its window. */
export const longestGraceMinutes = 720;

/**
 * Life of an invitation that nobody has redeemed, and of a visit after it. `exposed`: its secret came to the server as a
 * path, so whoever has redeemed it may not be the one it was for. `docs/topics/visit-life-cycle.md`.
 */
export const InvitationStateSchema = v.picklist(['invited', 'redeemed', 'cancelled', 'expired', 'exposed']);
export const PhaseSchema = v.picklist([
  'arriving',
  'waiting',
  'in-session',
  'ended',
  'purged',
  'declined',
  'no-show',
  'expired',
  'exposed',
]);
export type Phase = v.InferOutput<typeof PhaseSchema>;

/** What the appservice knows of the waiting browser: there, asleep, or away for good. */
export const PresenceSchema = v.picklist(['here', 'away', 'gone']);
export type Presence = v.InferOutput<typeof PresenceSchema>;

const LabelSchema = v.pipe(v.string(), v.maxLength(200));

// --- the door: anybody -------------------------------------------------------------------------------------

/** `GET /practice`: whose practice this is. No secret, cacheable. */
export const PracticeAnswerSchema = v.object({
  name: LabelSchema,
  phone: v.optional(LabelSchema),
  email: v.optional(LabelSchema),
  address: v.optional(LabelSchema),
  /** Its own colour, as it was written down: every page makes it readable for itself. */
  colour: v.optional(ColourSchema),
  /** There is a picture at `logoPath`. */
  logo: v.optional(v.boolean()),
  /** Language of the practice; the browser's own wins where we speak it. */
  language: v.picklist(['de', 'en']),
  homeserver: v.object({ baseUrl: v.string(), serverName: v.string() }),
  /** `@localpart` of the bot that makes rooms: an invite from anybody else is refused. */
  botUserId: UserIdSchema,
  call: v.object({
    /** `relay`: no direct connection is ever tried. */
    route: v.picklist(['direct', 'relay']),
    connectWhileWaiting: v.boolean(),
    /**
     * Conversations can go through a relay here, so hiding one's network address can be offered; where it is missing there
     * is none. Nothing is decided by it: a server that lies keeps an option from people who may want it, or offers one that
     * connects nobody. It makes no connection direct for whoever wants the relay.
     */
    relay: v.optional(v.boolean()),
  }),
  /** What a clinician can say to somebody who waits without typing it; the desk has its own where there are none. */
  waitingRoom: v.optional(v.object({ messages: v.array(LabelSchema) })),
  /** What patients are asked before somebody lets them in; nothing where it is missing. */
  before: v.optional(QuestionsSchema),
  /** Shown when it is over. */
  crisisNumbers: v.optional(v.array(v.object({ name: LabelSchema, phone: LabelSchema }))),
  /** What takes the place of the page when a patient leaves in a hurry; an empty page where it is missing. */
  quickExitTo: v.optional(v.pipe(v.string(), v.maxLength(2_000), v.regex(/^https:\/\//))),
});
/** Where the practice's web server has its logo, at the practice's own address. */
export const logoPath = '/practice/logo';
export type PracticeAnswer = v.InferOutput<typeof PracticeAnswerSchema>;

/** `POST /door`: asked when the page opens. Uses nothing up. */
export const DoorRequestSchema = v.strictObject({ id: InvitationIdSchema });
export const DoorAnswerSchema = v.object({
  /** `opened`: redeemed by some browser. Whether by this one only redeeming again can tell. */
  state: v.picklist(['open', 'too-early', 'too-late', 'cancelled', 'exposed', 'opened', 'ended']),
  clinician: v.object({ userId: UserIdSchema, name: LabelSchema }),
  kind: KindSchema,
  notBefore: UnixSecondsSchema,
  notAfter: UnixSecondsSchema,
  /** The appointment itself; missing where the server does not know it, or nothing is left of the visit. */
  startsAt: v.optional(UnixSecondsSchema),
  serverTimeMs: UnixMsSchema,
});
export type DoorAnswer = v.InferOutput<typeof DoorAnswerSchema>;

/**
 * `POST /redeem`: only after a person pressed the button. Same claim, same answer, however often.
 * Another claim answers `opened-elsewhere` and is parked.
 */
export const RedeemRequestSchema = v.strictObject({
  id: InvitationIdSchema,
  redeem: Secret32Schema,
  /** 32 random bytes made by this browser; from now on its bearer token. */
  claim: Secret32Schema,
});
export type RedeemRequest = v.InferOutput<typeof RedeemRequestSchema>;
export const RedeemAnswerSchema = v.object({
  visitId: VisitIdSchema,
  guestUserId: UserIdSchema,
  /** For `POST /_synapse/client/sprechzimmer/v1/guest`. */
  voucher: v.string(),
  clinician: v.object({ userId: UserIdSchema, name: LabelSchema }),
  kind: KindSchema,
  notAfter: UnixSecondsSchema,
});
export type RedeemAnswer = v.InferOutput<typeof RedeemAnswerSchema>;

/**
 * `POST /exposed`: this browser was opened with a link whose secret came to the server as a path. The link is closed, and
 * with it whatever has become of it. Answers 204. The secret itself is not sent.
 */
export const ExposedRequestSchema = v.strictObject({ id: InvitationIdSchema, redeem: Secret32Schema });
export type ExposedRequest = v.InferOutput<typeof ExposedRequestSchema>;

// --- the guest ---------------------------------------------------------------------------------------------

/** `POST /visit`: state of the own visit. With `since` it waits up to 25 s for a newer revision. */
export const VisitRequestSchema = v.strictObject({
  since: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export const VisitAnswerSchema = v.object({
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  phase: PhaseSchema,
  /** The room to join, as soon as it exists. Changes if a room had to be made anew. */
  roomId: v.nullable(RoomIdSchema),
  notAfter: UnixSecondsSchema,
  leaseSeconds: v.pipe(v.number(), v.integer(), v.minValue(1)),
});
export type VisitAnswer = v.InferOutput<typeof VisitAnswerSchema>;

/** `POST /visit/lease`: "I am still here". Answers 204. */
export const LeaseRequestSchema = v.strictObject({ presence: PresenceSchema });

// --- the clinician -----------------------------------------------------------------------------------------

/** `POST /session`: a Matrix OpenID token for a short session of ours. Clinicians of the config only. */
export const SessionRequestSchema = v.strictObject({ openIdToken: v.pipe(v.string(), v.maxLength(1024)) });
export const SessionAnswerSchema = v.object({
  session: v.string(),
  expiresAtMs: UnixMsSchema,
  userId: UserIdSchema,
  name: LabelSchema,
  /** From the config: how early and late a link works around its appointment. */
  window: v.object({ opensMinutesBefore: v.number(), closesMinutesAfter: v.number() }),
});
export type SessionAnswer = v.InferOutput<typeof SessionAnswerSchema>;

/** `POST /invitations`. Repeating it with the same content is safe. */
export const InvitationRequestSchema = v.strictObject({
  id: InvitationIdSchema,
  redeemHash: Hex32Schema,
  /** Name of the notebook key the link was made from; the key itself never leaves the notebook. */
  bookName: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,32}$/)),
  /** 16 bytes, base64url. */
  nonce: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{22}$/)),
  kind: KindSchema,
  notBefore: UnixSecondsSchema,
  notAfter: UnixSecondsSchema,
  /** The appointment itself, within that window. Shown to the patient; opens and closes nothing. */
  startsAt: v.optional(UnixSecondsSchema),
});
export type InvitationRequest = v.InferOutput<typeof InvitationRequestSchema>;
export const InvitationSchema = v.object({
  id: InvitationIdSchema,
  /** Generated, `Guest 7Q2`: all the server ever calls this person. */
  guestName: v.string(),
  bookName: v.string(),
  nonce: v.string(),
  kind: KindSchema,
  notBefore: UnixSecondsSchema,
  notAfter: UnixSecondsSchema,
  startsAt: v.optional(UnixSecondsSchema),
  state: InvitationStateSchema,
});
export type Invitation = v.InferOutput<typeof InvitationSchema>;

/** `POST /invitations/:id/cancel` answers 204. `POST /visits/:visitId/:verb` answers 204. */
export const visitVerbs = ['admit', 'send-back', 'decline', 'end', 'accept-other', 'refuse-other'] as const;
export type VisitVerb = (typeof visitVerbs)[number];

/** `POST /desk`: who is waiting and who is due. With `since` it waits up to 25 s for a newer revision. */
export const DeskRequestSchema = v.strictObject({
  since: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0))),
});
export const DeskVisitSchema = v.object({
  visitId: VisitIdSchema,
  invitationId: InvitationIdSchema,
  guestName: v.string(),
  guestUserId: UserIdSchema,
  roomId: v.nullable(RoomIdSchema),
  phase: PhaseSchema,
  presence: PresenceSchema,
  /** Since when the presence is what it is. */
  presenceSinceMs: UnixMsSchema,
  waitingSinceMs: v.nullable(UnixMsSchema),
  /** Another browser tried this link and waits for a decision. */
  otherBrowser: v.boolean(),
});
export type DeskVisit = v.InferOutput<typeof DeskVisitSchema>;
/** All of it is the server's word: a hint. Who a visit belongs to, the proof decides. */
export const DeskAnswerSchema = v.object({
  revision: v.pipe(v.number(), v.integer(), v.minValue(0)),
  serverTimeMs: UnixMsSchema,
  invitations: v.array(InvitationSchema),
  visits: v.array(DeskVisitSchema),
});
export type DeskAnswer = v.InferOutput<typeof DeskAnswerSchema>;
