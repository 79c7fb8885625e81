/**
 * What an admin may know of the visits of a practice: names that were generated, phases, times, what is left to do. Read
 * without a lock, also while the practice runs, and never written.
 */

import type { Kind, Presence, UserId, VisitId } from '@sprechzimmer/protocol';
import type { Duty } from '../visits/events.ts';
import type { LifePhase } from '../visits/visit.ts';
import type { Queries } from './database.ts';

export interface OpenDuty {
  readonly kind: Duty['kind'];
  /** How often it has failed. */
  readonly attempts: number;
  /** Unix milliseconds. */
  readonly nextTryMs: number;
}

export interface VisitLine {
  /** For what is done to it later; nobody is shown it. */
  readonly id: VisitId;
  /** As generated: *Guest 7Q2*. One invitation can have two visits, while an earlier one is being deleted. */
  readonly label: string;
  readonly clinician: UserId;
  readonly kind: Kind;
  readonly phase: LifePhase;
  /** Unix seconds. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly startsAt: number | null;
  readonly presence: Presence;
  /** Unix milliseconds. */
  readonly waitingSinceMs: number | null;
  readonly admittedMs: number | null;
  readonly exposedMs: number | null;
  readonly closedMs: number | null;
  readonly otherBrowser: boolean;
  readonly duties: readonly OpenDuty[];
}

export interface RecordCount {
  readonly count: number;
  /** Those of them that still hold hashes by which link and browser are recognised. */
  readonly unreduced: number;
  /** Days since 1970, UTC, of the first and the last purge there is a record of. */
  readonly firstDay: number | null;
  readonly lastDay: number | null;
  /** When the next record is reduced or deleted. Unix milliseconds. */
  readonly nextDueMs: number | null;
}

export interface Overview {
  readonly visits: readonly VisitLine[];
  /** What is to be done for no visit any more: the last disposal of a guest, a room nobody knows. */
  readonly looseDuties: readonly OpenDuty[];
  readonly records: RecordCount;
}

export async function readOverview(db: Queries): Promise<Overview> {
  const [rows, intentions, tries, records] = await Promise.all([
    db
      .selectFrom('visits')
      .innerJoin('invitations', 'invitations.id', 'visits.invitation_id')
      .select([
        'visits.id',
        'visits.invitation_id',
        'guest_name as label',
        'clinician',
        'kind',
        'phase',
        'not_before as notBefore',
        'not_after as notAfter',
        'starts_at as startsAt',
        'presence',
        'waiting_since_ms as waitingSinceMs',
        'admitted_ms as admittedMs',
        'exposed_ms as exposedMs',
        'closed_ms as closedMs',
      ])
      .orderBy('not_before')
      .orderBy('guest_name')
      .orderBy('visits.id')
      .execute(),
    db
      .selectFrom('intentions')
      .select(['visit_id', 'kind', 'attempts', 'next_try_ms as nextTryMs'])
      .orderBy('next_try_ms')
      .execute(),
    db.selectFrom('parked_tries').select('invitation_id').where('refused', '=', 0).execute(),
    countRecords(db),
  ]);
  const tried = new Set(tries.map((row) => row.invitation_id));
  const dutiesOf = (visit: VisitId | null) =>
    intentions.flatMap(({ visit_id, ...duty }) => (visit_id === visit ? [duty] : []));
  return {
    visits: rows.map(({ invitation_id: invitation, ...line }) => ({
      ...line,
      otherBrowser: tried.has(invitation),
      duties: dutiesOf(line.id),
    })),
    looseDuties: dutiesOf(null),
    records,
  };
}

async function countRecords(db: Queries): Promise<RecordCount> {
  const row = await db
    .selectFrom('records')
    .select(({ fn }) => [
      fn.countAll().as('count'),
      fn.count('reduce_at_ms').as('unreduced'),
      fn.min('day').as('firstDay'),
      fn.max('day').as('lastDay'),
      fn.min('reduce_at_ms').as('reduceAtMs'),
      fn.min('delete_at_ms').as('deleteAtMs'),
    ])
    .executeTakeFirst();
  const due = [row?.reduceAtMs, row?.deleteAtMs].flatMap((at) => (typeof at === 'number' ? [at] : []));
  return {
    count: Number(row?.count ?? 0),
    unreduced: Number(row?.unreduced ?? 0),
    firstDay: row?.firstDay ?? null,
    lastDay: row?.lastDay ?? null,
    nextDueMs: due.length === 0 ? null : Math.min(...due),
  };
}
