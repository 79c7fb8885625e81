/** Every request of the thin client to the practice's own server. Schemas and meaning: `protocol/src/api.ts`. */

import {
  apiPrefix,
  DeskAnswerSchema,
  DoorAnswerSchema,
  type ExposedRequest,
  GuestAnswerSchema,
  type InvitationId,
  type InvitationRequest,
  InvitationSchema,
  PracticeAnswerSchema,
  type Presence,
  RedeemAnswerSchema,
  type RedeemRequest,
  SessionAnswerSchema,
  stewardPrefix,
  VisitAnswerSchema,
  type VisitId,
  type VisitVerb,
} from '@sprechzimmer/protocol';
import { callApi } from './call-api.ts';

/** Longer than the 25 s the server holds a long-poll. */
const longPollTimeoutMs = 40_000;

// --- anybody ---

export function practice() {
  return callApi({ method: 'GET', path: `${apiPrefix}/practice`, answer: PracticeAnswerSchema });
}

export function door(id: InvitationId, signal?: AbortSignal) {
  return callApi({ path: `${apiPrefix}/door`, body: { id }, answer: DoorAnswerSchema, signal });
}

/** Only after a person has pressed the button. Safe to repeat with the same claim. */
export function redeem(request: RedeemRequest) {
  return callApi({ path: `${apiPrefix}/redeem`, body: request, answer: RedeemAnswerSchema });
}

/** Of a link whose secret came to the server as a path. Outlives the page. Safe to repeat. */
export function reportExposed(request: ExposedRequest) {
  return callApi({ path: `${apiPrefix}/exposed`, body: request, answer: undefined, keepalive: true });
}

/** The steward's verb for browsers. Safe to repeat with the same key. */
export function makeGuest(request: { voucher: string; key: string }) {
  return callApi({ path: `${stewardPrefix}/guest`, body: request, answer: GuestAnswerSchema });
}

// --- the guest ---

export function visit(claim: string, since: number | undefined, signal: AbortSignal) {
  return callApi({
    path: `${apiPrefix}/visit`,
    body: since === undefined ? {} : { since },
    answer: VisitAnswerSchema,
    bearer: claim,
    signal,
    timeoutMs: longPollTimeoutMs,
  });
}

/** Outlives the page, so that closing it can still be told. */
export function lease(claim: string, presence: Presence) {
  return callApi({
    path: `${apiPrefix}/visit/lease`,
    body: { presence },
    answer: undefined,
    bearer: claim,
    keepalive: true,
  });
}

// --- the clinician ---

export function openSession(openIdToken: string) {
  return callApi({ path: `${apiPrefix}/session`, body: { openIdToken }, answer: SessionAnswerSchema });
}

export function closeSession(session: string) {
  return callApi({ method: 'DELETE', path: `${apiPrefix}/session`, answer: undefined, bearer: session });
}

export function invite(session: string, request: InvitationRequest) {
  return callApi({
    path: `${apiPrefix}/invitations`,
    body: request,
    answer: InvitationSchema,
    bearer: session,
  });
}

export function cancelInvitation(session: string, id: InvitationId) {
  return callApi({
    path: `${apiPrefix}/invitations/${id}/cancel`,
    body: {},
    answer: undefined,
    bearer: session,
  });
}

export function desk(session: string, since: number | undefined, signal: AbortSignal) {
  return callApi({
    path: `${apiPrefix}/desk`,
    body: since === undefined ? {} : { since },
    answer: DeskAnswerSchema,
    bearer: session,
    signal,
    timeoutMs: longPollTimeoutMs,
  });
}

export function act(session: string, visitId: VisitId, verb: VisitVerb) {
  return callApi({
    path: `${apiPrefix}/visits/${visitId}/${verb}`,
    body: {},
    answer: undefined,
    bearer: session,
  });
}
