/** A visit and the invitation it follows from, as the life cycle sees them. */

import type { InvitationId, Kind, Presence, RoomId, UserId, VisitId } from '@sprechzimmer/protocol';

/** Every phase, in the order of a visit that goes well, then the side exits. */
export const phases = [
  'invited',
  'arriving',
  'waiting',
  'in-session',
  'ended',
  'declined',
  'no-show',
  'expired',
  'cancelled',
  'exposed',
  'purged',
] as const;
export type LifePhase = (typeof phases)[number];

/**
 * Over, while guest and rooms are still being disposed of. An `exposed` one stays after that, until its clinician has
 * seen it or its window has closed: nobody else can tell them.
 */
export const closingPhases = ['ended', 'declined', 'no-show', 'expired', 'cancelled', 'exposed'] as const;
export type ClosingPhase = (typeof closingPhases)[number];

export interface VisitRoom {
  readonly id: RoomId;
  /** The steward lets this guest into this room: from now on the guest is told of it. */
  readonly confined: boolean;
  readonly guestIn: boolean;
  readonly clinicianIn: boolean;
  /** Unix milliseconds by which both should have joined. Null: nobody is being waited for. */
  readonly joinByMs: number | null;
}

export interface Visit {
  readonly id: VisitId;
  readonly phase: LifePhase;
  /** End of the invitation's window, Unix seconds. */
  readonly notAfter: number;
  /** SHA-256 of the claim whose browser this visit belongs to. */
  readonly claimHash: string | null;
  /** User id of the guest; null before the redemption. */
  readonly guest: UserId | null;
  readonly guestDisposed: boolean;
  /** A room has been asked for and has not been reported yet. */
  readonly makingRoom: boolean;
  /** Rooms asked for so far. */
  readonly roomTries: number;
  readonly room: VisitRoom | null;
  /** Rooms that are being disposed of. */
  readonly discarded: readonly RoomId[];
  readonly presence: Presence;
  readonly presenceSinceMs: number;
  /** When *here* turns into *gone* unless renewed. Null: it does not. */
  readonly leaseUntilMs: number | null;
  readonly waitingSinceMs: number | null;
  /** First admission. */
  readonly admittedMs: number | null;
  /** When its link was reported as exposed, and the visit went on because it had been let in. */
  readonly exposedMs: number | null;
  /** When the visit began to close, and how. */
  readonly closedMs: number | null;
  readonly outcome: ClosingPhase | null;
}

/** The terms a link was made for. Only the visits that follow from it change. */
export interface InvitationTerms {
  readonly id: InvitationId;
  /** SHA-256 of the redeem token, hexadecimal. */
  readonly redeemHash: string;
  readonly nonce: string;
  readonly bookName: string;
  readonly kind: Kind;
  /** Unix seconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Unix seconds: the appointment itself, where it is known. Opens and closes nothing. */
  readonly startsAt?: number | undefined;
  readonly guestName: string;
  readonly clinician: UserId;
}

export function isClosing(phase: LifePhase): phase is ClosingPhase {
  return closingPhases.some((closing) => closing === phase);
}

/** A visit nobody has redeemed yet. */
export function invitedVisit(id: VisitId, notAfter: number, nowMs: number): Visit {
  return {
    id,
    phase: 'invited',
    notAfter,
    claimHash: null,
    guest: null,
    guestDisposed: false,
    makingRoom: false,
    roomTries: 0,
    room: null,
    discarded: [],
    presence: 'gone',
    presenceSinceMs: nowMs,
    leaseUntilMs: null,
    waitingSinceMs: null,
    admittedMs: null,
    exposedMs: null,
    closedMs: null,
    outcome: null,
  };
}
