/** The use cases of the appservice: what the public API and the transaction handler call. */

import type {
  DeskAnswer,
  DoorAnswer,
  Invitation,
  InvitationId,
  InvitationRequest,
  Presence,
  ProblemCode,
  RedeemAnswer,
  RoomId,
  UserId,
  VisitAnswer,
  VisitId,
  VisitVerb,
} from '@sprechzimmer/protocol';

/** An expected refusal: the API turns it into a problem document. */
export class Refusal extends Error {
  readonly code: ProblemCode;
  readonly detail: { readonly notBefore?: number; readonly retryAfterSeconds?: number };

  constructor(code: ProblemCode, detail: { notBefore?: number; retryAfterSeconds?: number } = {}) {
    super(code);
    this.name = 'Refusal';
    this.code = code;
    this.detail = detail;
  }
}

/** All methods throw `Refusal` for what a user may have done, anything else for what is broken. */
export interface VisitService {
  door(id: InvitationId): Promise<DoorAnswer>;
  /** `redeemToken` and `claim` as raw 32 bytes; only their hashes are stored. Atomic. */
  redeem(request: { id: InvitationId; redeemToken: Uint8Array; claim: Uint8Array }): Promise<RedeemAnswer>;

  /** A browser holds this link and has found its secret in a path. Safe to repeat. */
  reportExposed(link: { id: InvitationId; redeemToken: Uint8Array }): Promise<void>;

  /** The visit a claim belongs to. With `since`, resolves on a newer revision or after `waitMs`. */
  guestVisit(claim: Uint8Array, wait?: Wait): Promise<VisitAnswer>;
  lease(claim: Uint8Array, presence: Presence): Promise<void>;

  invite(clinician: UserId, request: InvitationRequest): Promise<Invitation>;
  cancel(clinician: UserId, id: InvitationId): Promise<void>;
  desk(clinician: UserId, wait?: Wait): Promise<DeskAnswer>;
  act(clinician: UserId, visit: VisitId, verb: VisitVerb): Promise<void>;

  /** From a transaction: somebody's membership in a room changed. Idempotent. */
  membershipChanged(room: RoomId, user: UserId, membership: string): Promise<void>;
  /** Timers and unfinished intentions. The runner calls it regularly and after a start; safe at any time. */
  tick(): Promise<void>;
}

export interface Wait {
  readonly since: number;
  readonly waitMs: number;
  readonly signal?: AbortSignal;
}
