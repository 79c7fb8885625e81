/** What the use cases need of a database. `store/` implements it on SQLite and PostgreSQL. */

import type { InvitationId, RoomId, UserId, VisitId } from '@sprechzimmer/protocol';
import type { Duty } from './events.ts';
import type { RetentionPolicy } from './policy.ts';
import type { ClosingPhase, InvitationTerms, Visit } from './visit.ts';
import type { Wish } from './wishes.ts';

/** A visit with the terms it follows from. */
export interface VisitCase {
  readonly terms: InvitationTerms;
  readonly visit: Visit;
}

export interface DeskCase extends VisitCase {
  readonly otherBrowser: boolean;
}

/** A duty that has been written down and not been done yet. */
export interface Intention {
  /** The same for the same duty of the same visit, so that writing it down twice is once. */
  readonly key: string;
  /** Null: a room that belongs to no visit. */
  readonly visit: VisitId | null;
  readonly duty: Duty;
  /** How often it has failed. */
  readonly attempts: number;
}

/** What is left of a visit for the first hours after its purge. */
export interface VisitRecord {
  readonly clinician: UserId;
  readonly kind: InvitationTerms['kind'];
  readonly notBefore: number;
  readonly notAfter: number;
  readonly outcome: ClosingPhase;
}

/** Which visit: by its own id, as the current one of an invitation, by the hash of its claim, or by its room. */
export type VisitKey =
  | { readonly visit: VisitId }
  | { readonly invitation: InvitationId }
  | { readonly claimHash: string }
  | { readonly room: RoomId };

/** Rooms leave no record. */
export type RecordKey = Exclude<VisitKey, { readonly room: RoomId }>;

export interface VisitStore {
  /**
   * Runs `work` as one atomic unit; all or nothing of it is there afterwards, also after a crash. May run it again
   * when the database reports a collision, so `work` has no other effects.
   */
  transaction<T>(work: (tx: VisitTransaction) => Promise<T>): Promise<T>;

  find(key: VisitKey): Promise<VisitCase | undefined>;
  /** Open invitations and visits of one clinician, the earliest window first. */
  desk(clinician: UserId): Promise<readonly DeskCase[]>;
  /** The record a purged visit left, while it still knows its link and browser. */
  record(key: RecordKey): Promise<VisitRecord | undefined>;

  /** Visits that somebody at the command line wants to be over. */
  wishes(): Promise<readonly VisitId[]>;

  intentions(dueByMs: number): Promise<readonly Intention[]>;
  postpone(key: string, attempts: number, untilMs: number): Promise<void>;

  /** Visits with something due by then. */
  dueVisits(dueByMs: number): Promise<readonly VisitId[]>;
  /** Rooms whose two have not both joined yet. */
  roomsAwaitingMembers(): Promise<readonly RoomId[]>;
  /** Every room that belongs to a visit or waits for its disposal. */
  knownRooms(): Promise<ReadonlySet<RoomId>>;
  /** After a standstill of our own: nobody loses their lease for it. */
  extendLeases(untilMs: number): Promise<void>;
  /** Reduces and deletes the records whose time has come. */
  keepRetention(nowMs: number): Promise<void>;
  /** The earliest instant later than this at which a visit, an intention or a record is due. */
  nextDueMs(afterMs: number): Promise<number | undefined>;
}

/** Inside a transaction. What it has locked stays as it is read until the end of the transaction. */
export interface VisitTransaction {
  /** Locks the invitation with all its visits. */
  lock(key: VisitKey): Promise<VisitCase | undefined>;

  /** As outside of a transaction. */
  record: VisitStore['record'];

  /** @returns false when there is such an invitation, or was one. */
  insertInvitation(terms: InvitationTerms, visit: Visit, wakeMs: number | null): Promise<boolean>;
  /** Generated names in use on this clinician's desk. Until the end of the transaction nobody else adds one. */
  guestNames(clinician: UserId): Promise<ReadonlySet<string>>;
  saveVisit(visit: Visit, wakeMs: number | null): Promise<void>;
  /** Makes another visit the current one of the invitation. */
  replaceVisit(invitation: InvitationId, visit: Visit, wakeMs: number | null): Promise<void>;

  addIntention(visit: VisitId | null, duty: Duty, dueMs: number): Promise<Intention>;
  removeIntention(key: string): Promise<void>;

  /** Writes a wish down, in the place of an earlier one for the same visit. */
  wish(visit: VisitId, wish: Wish): Promise<void>;
  wishFor(visit: VisitId): Promise<Wish | undefined>;
  forgetWish(visit: VisitId): Promise<void>;

  /** What the clinician has said to this browser. */
  tryOf(invitation: InvitationId, claimHash: string): Promise<'parked' | 'refused' | undefined>;
  /** Remembers, or renews, a try; keeps the `atMost` latest. */
  park(invitation: InvitationId, claimHash: string, nowMs: number, atMost: number): Promise<void>;
  /** The try that came last, of those that are not refused. */
  latestParked(invitation: InvitationId): Promise<string | undefined>;
  refuseParked(invitation: InvitationId): Promise<void>;
  /** Browsers that still want in will try again. */
  forgetTries(invitation: InvitationId): Promise<void>;

  /** Puts a record in the place of the visit, and of the invitation when it was its last one. */
  writeRecord(visitCase: VisitCase, nowMs: number, retention: RetentionPolicy): Promise<void>;
}
