/** The tables, as Kysely sees them. What is in them and for how long: `docs/topics/what-is-stored.md`. */

import type { InvitationId, Kind, Presence, RoomId, UserId, VisitId } from '@sprechzimmer/protocol';
import type { Duty } from '../visits/events.ts';
import type { ClosingPhase, LifePhase } from '../visits/visit.ts';

/** 0 or 1: the same on both databases. */
export type Flag = number;

export interface InvitationRow {
  id: InvitationId;
  redeem_hash: string;
  nonce: string;
  book_name: string;
  kind: Kind;
  /** Unix seconds, like `not_after`. */
  not_before: number;
  not_after: number;
  /** Unix seconds. Null in invitations that were made before this was kept. */
  starts_at: number | null;
  guest_name: string;
  clinician: UserId;
  /** Null once the record of the current visit has taken its place, while an earlier visit is still closing. */
  current_visit: VisitId | null;
}

/** Instants in Unix milliseconds. */
export interface VisitRow {
  id: VisitId;
  invitation_id: InvitationId;
  phase: LifePhase;
  claim_hash: string | null;
  guest: UserId | null;
  guest_disposed: Flag;
  making_room: Flag;
  room_tries: number;
  room_id: RoomId | null;
  room_confined: Flag;
  guest_in: Flag;
  clinician_in: Flag;
  join_by_ms: number | null;
  /** Room ids with a space between. */
  discarded_rooms: string;
  presence: Presence;
  presence_since_ms: number;
  lease_until_ms: number | null;
  waiting_since_ms: number | null;
  admitted_ms: number | null;
  exposed_ms: number | null;
  closed_ms: number | null;
  outcome: ClosingPhase | null;
  wake_ms: number | null;
}

export interface ParkedTryRow {
  claim_hash: string;
  invitation_id: InvitationId;
  refused: Flag;
  tried_ms: number;
}

export interface IntentionRow {
  key: string;
  visit_id: VisitId | null;
  kind: Duty['kind'];
  room_id: RoomId | null;
  guest: UserId | null;
  attempts: number;
  next_try_ms: number;
}

export interface RecordRow {
  id: string;
  /** SHA-256 of visit and invitation id, and of the claim; null once reduced. */
  visit_hash: string | null;
  invitation_hash: string | null;
  claim_hash: string | null;
  not_before: number | null;
  not_after: number | null;
  outcome: ClosingPhase | null;
  clinician: UserId;
  kind: Kind;
  /** Days since 1970, UTC. */
  day: number;
  /** Null once reduced. */
  reduce_at_ms: number | null;
  delete_at_ms: number;
}

export interface SessionRow {
  token_hash: string;
  open_id_hash: string;
  user_id: UserId;
  closed: Flag;
  expires_at_ms: number;
}

export interface WishRow {
  visit_id: VisitId;
  even_talking: Flag;
}

export interface Tables {
  invitations: InvitationRow;
  visits: VisitRow;
  parked_tries: ParkedTryRow;
  intentions: IntentionRow;
  records: RecordRow;
  sessions: SessionRow;
  wishes: WishRow;
}
