/**
 * Every endpoint of the public API: where it is, who may call it, what goes in and what comes out.
 * The routes, the checks and `docs/reference/api.md` are made from this table.
 */

import {
  DeskAnswerSchema,
  DeskRequestSchema,
  DoorAnswerSchema,
  DoorRequestSchema,
  ExposedRequestSchema,
  InvitationIdSchema,
  InvitationRequestSchema,
  InvitationSchema,
  LeaseRequestSchema,
  PracticeAnswerSchema,
  type ProblemCode,
  RedeemAnswerSchema,
  RedeemRequestSchema,
  SessionAnswerSchema,
  SessionRequestSchema,
  VisitAnswerSchema,
  VisitIdSchema,
  VisitRequestSchema,
  visitVerbs,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';

/** How a caller proves who they are. `guest`: bearer claim. `clinician`: bearer session. */
export type Who = 'anybody' | 'guest' | 'clinician';

/** Which rate limit counts this request: `limits.ts`. */
export type LimitName = 'door' | 'redeem' | 'session' | 'guest' | 'clinician' | 'none';

export interface EndpointShape {
  readonly method: 'get' | 'post' | 'delete';
  readonly path: string;
  readonly who: Who;
  readonly limit: LimitName;
  readonly request: v.GenericSchema;
  readonly params: v.GenericSchema;
  /** `null`: 204, no body. */
  readonly answer: v.GenericSchema | null;
  /** Seconds a browser may keep the answer; none unless said. */
  readonly cacheSeconds?: number;
  /** Besides those any endpoint may answer: `commonProblems`. */
  readonly problems: readonly ProblemCode[];
  readonly purpose: string;
}

/** No body, or an empty object. */
const Nothing = v.strictObject({});

/** Alive, and the store answers. For the launcher and for monitoring. */
export const HealthAnswerSchema = v.object({ status: v.literal('ok') });

export const endpoints = {
  health: {
    method: 'get',
    path: '/health',
    who: 'anybody',
    limit: 'none',
    request: Nothing,
    params: Nothing,
    answer: HealthAnswerSchema,
    problems: [],
    purpose: 'Is the appservice up and can it read its store?',
  },
  practice: {
    method: 'get',
    path: '/practice',
    who: 'anybody',
    limit: 'none',
    request: Nothing,
    params: Nothing,
    answer: PracticeAnswerSchema,
    cacheSeconds: 60,
    problems: [],
    purpose: 'Whose practice this is, and what its clients need to know of it. Holds no secret.',
  },
  door: {
    method: 'post',
    path: '/door',
    who: 'anybody',
    limit: 'door',
    request: DoorRequestSchema,
    params: Nothing,
    answer: DoorAnswerSchema,
    problems: ['unknown-link'],
    purpose: 'Asked when a link is opened: when, with whom, and is the door open? Uses nothing up.',
  },
  redeem: {
    method: 'post',
    path: '/redeem',
    who: 'anybody',
    limit: 'redeem',
    request: RedeemRequestSchema,
    params: Nothing,
    answer: RedeemAnswerSchema,
    problems: [
      'unknown-link',
      'too-early',
      'too-late',
      'cancelled',
      'exposed',
      'opened-elsewhere',
      'ended',
      'declined',
      'unavailable',
    ],
    purpose:
      'Only after a person pressed the button. Makes the invitation this browser’s, for good; the same claim gets the same answer however often it asks, with a fresh voucher.',
  },
  exposed: {
    method: 'post',
    path: '/exposed',
    who: 'anybody',
    limit: 'redeem',
    request: ExposedRequestSchema,
    params: Nothing,
    answer: null,
    problems: ['unknown-link', 'too-late', 'cancelled', 'ended'],
    purpose:
      'A browser was opened with a link whose `#` had become `%23`, so that its secret came to the server as a path. It does not use the link and reports it: the invitation is closed, a visit that has come of it ends unless it had been let in, and the clinician is told. The redeem token shows that the browser really holds the link. Safe to repeat.',
  },
  visit: {
    method: 'post',
    path: '/visit',
    who: 'guest',
    limit: 'guest',
    request: VisitRequestSchema,
    params: Nothing,
    answer: VisitAnswerSchema,
    problems: ['unauthorized'],
    purpose: 'State of the own visit. With `since` the answer waits up to 25 seconds for something newer.',
  },
  lease: {
    method: 'post',
    path: '/visit/lease',
    who: 'guest',
    limit: 'guest',
    request: LeaseRequestSchema,
    params: Nothing,
    answer: null,
    problems: ['unauthorized', 'ended', 'exposed'],
    purpose: 'The waiting browser says that it is here, away, or about to go.',
  },
  session: {
    method: 'post',
    path: '/session',
    who: 'anybody',
    limit: 'session',
    request: SessionRequestSchema,
    params: Nothing,
    answer: SessionAnswerSchema,
    problems: ['unauthorized', 'forbidden', 'unavailable'],
    purpose:
      'A clinician shows a Matrix OpenID token of their account, once, and gets a session of twelve hours for it.',
  },
  'end-session': {
    method: 'delete',
    path: '/session',
    who: 'clinician',
    limit: 'clinician',
    request: Nothing,
    params: Nothing,
    answer: null,
    problems: ['unauthorized'],
    purpose: 'Signs out of the API. The Matrix account is not touched.',
  },
  invitations: {
    method: 'post',
    path: '/invitations',
    who: 'clinician',
    limit: 'clinician',
    request: InvitationRequestSchema,
    params: Nothing,
    answer: InvitationSchema,
    problems: ['unauthorized', 'conflict'],
    purpose: 'Registers an invitation whose link the clinician’s browser has made. Safe to repeat.',
  },
  cancel: {
    method: 'post',
    path: '/invitations/:id/cancel',
    who: 'clinician',
    limit: 'clinician',
    request: Nothing,
    params: v.strictObject({ id: InvitationIdSchema }),
    answer: null,
    problems: ['unauthorized', 'not-found', 'conflict'],
    purpose: 'Takes an invitation back. Safe to repeat.',
  },
  desk: {
    method: 'post',
    path: '/desk',
    who: 'clinician',
    limit: 'clinician',
    request: DeskRequestSchema,
    params: Nothing,
    answer: DeskAnswerSchema,
    problems: ['unauthorized'],
    purpose:
      'Who is waiting and who is due. With `since` the answer waits up to 25 seconds for something newer.',
  },
  act: {
    method: 'post',
    path: '/visits/:visitId/:verb',
    who: 'clinician',
    limit: 'clinician',
    request: Nothing,
    params: v.strictObject({ visitId: VisitIdSchema, verb: v.picklist(visitVerbs) }),
    answer: null,
    problems: ['unauthorized', 'not-found', 'conflict'],
    purpose: 'What a clinician does with a visit. Safe to repeat.',
  },
} as const satisfies Record<string, EndpointShape>;

export type Endpoints = typeof endpoints;
export type EndpointName = keyof Endpoints;

/** What any endpoint may answer. */
export const commonProblems: readonly ProblemCode[] = [
  'bad-request',
  'payload-too-large',
  'too-many-tries',
  'unavailable',
  'internal',
];

/** Longest time an answer is held back for something newer. */
export const longPollMs = 25_000;
