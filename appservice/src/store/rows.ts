/** Between rows and what the life cycle works with. */

import { createHash } from 'node:crypto';
import { type RoomId, RoomIdSchema, type VisitId } from '@sprechzimmer/protocol';
import type { Insertable, Selectable } from 'kysely';
import * as v from 'valibot';
import type { Duty } from '../visits/events.ts';
import type { InvitationTerms, Visit, VisitRoom } from '../visits/visit.ts';
import type { Intention } from '../visits/visit-store.ts';
import type { Flag, IntentionRow, InvitationRow, VisitRow } from './schema.ts';

export function termsOf(row: Selectable<InvitationRow>): InvitationTerms {
  return {
    id: row.id,
    redeemHash: row.redeem_hash,
    nonce: row.nonce,
    bookName: row.book_name,
    kind: row.kind,
    notBefore: row.not_before,
    notAfter: row.not_after,
    ...(row.starts_at === null ? {} : { startsAt: row.starts_at }),
    guestName: row.guest_name,
    clinician: row.clinician,
  };
}

export function invitationRow(terms: InvitationTerms, current: VisitId): Insertable<InvitationRow> {
  return {
    id: terms.id,
    redeem_hash: terms.redeemHash,
    nonce: terms.nonce,
    book_name: terms.bookName,
    kind: terms.kind,
    not_before: terms.notBefore,
    not_after: terms.notAfter,
    starts_at: terms.startsAt ?? null,
    guest_name: terms.guestName,
    clinician: terms.clinician,
    current_visit: current,
  };
}

export function visitOf(row: Selectable<VisitRow>, terms: InvitationTerms): Visit {
  return {
    id: row.id,
    phase: row.phase,
    notAfter: terms.notAfter,
    claimHash: row.claim_hash,
    guest: row.guest,
    guestDisposed: row.guest_disposed === 1,
    makingRoom: row.making_room === 1,
    roomTries: row.room_tries,
    room: roomOf(row),
    discarded: row.discarded_rooms.split(' ').filter(isRoomId),
    presence: row.presence,
    presenceSinceMs: row.presence_since_ms,
    leaseUntilMs: row.lease_until_ms,
    waitingSinceMs: row.waiting_since_ms,
    admittedMs: row.admitted_ms,
    exposedMs: row.exposed_ms,
    closedMs: row.closed_ms,
    outcome: row.outcome,
  };
}

export function visitColumns(visit: Visit, wakeMs: number | null): Omit<VisitRow, 'invitation_id'> {
  const { room } = visit;
  return {
    id: visit.id,
    phase: visit.phase,
    claim_hash: visit.claimHash,
    guest: visit.guest,
    guest_disposed: flag(visit.guestDisposed),
    making_room: flag(visit.makingRoom),
    room_tries: visit.roomTries,
    room_id: room?.id ?? null,
    room_confined: flag(room?.confined),
    guest_in: flag(room?.guestIn),
    clinician_in: flag(room?.clinicianIn),
    join_by_ms: room?.joinByMs ?? null,
    discarded_rooms: visit.discarded.join(' '),
    presence: visit.presence,
    presence_since_ms: visit.presenceSinceMs,
    lease_until_ms: visit.leaseUntilMs,
    waiting_since_ms: visit.waitingSinceMs,
    admitted_ms: visit.admittedMs,
    exposed_ms: visit.exposedMs,
    closed_ms: visit.closedMs,
    outcome: visit.outcome,
    wake_ms: wakeMs,
  };
}

/** One key for one duty of one visit, however often it is asked for. */
export function intentionOf(visit: VisitId | null, duty: Duty): Intention {
  const about = 'room' in duty ? duty.room : 'guest' in duty ? duty.guest : '';
  return { key: `${duty.kind} ${visit ?? ''} ${about}`, visit, duty, attempts: 0 };
}

export function intentionRow({ key, visit, duty, attempts }: Intention, dueMs: number): IntentionRow {
  return {
    key,
    visit_id: visit,
    kind: duty.kind,
    room_id: 'room' in duty ? duty.room : null,
    guest: 'guest' in duty ? duty.guest : null,
    attempts,
    next_try_ms: dueMs,
  };
}

export function storedIntention(row: Selectable<IntentionRow>): Intention {
  return { key: row.key, visit: row.visit_id, duty: dutyOf(row), attempts: row.attempts };
}

/** What stays of an id in a record: enough to recognise it, too little to read it. */
export function hashOf(id: string): string {
  return createHash('sha256').update(id).digest('hex');
}

export function isRoomId(text: string): text is RoomId {
  return v.is(RoomIdSchema, text);
}

function dutyOf({ kind, room_id: room, guest }: Selectable<IntentionRow>): Duty {
  if (kind === 'make-room') return { kind };
  if (kind === 'dispose-guest' && guest) return { kind, guest };
  if (kind === 'confine-guest' && room && guest) return { kind, room, guest };
  if ((kind === 'leave-room' || kind === 'dispose-room') && room) return { kind, room };
  throw new Error(`the database holds a ${kind} intention without what it is about`);
}

function roomOf(row: Selectable<VisitRow>): VisitRoom | null {
  if (row.room_id === null) return null;
  return {
    id: row.room_id,
    confined: row.room_confined === 1,
    guestIn: row.guest_in === 1,
    clinicianIn: row.clinician_in === 1,
    joinByMs: row.join_by_ms,
  };
}

function flag(value: boolean | undefined): Flag {
  return value ? 1 : 0;
}
