/** What is left of a purged visit: first hashes that recognise a link or a browser, then a kind and a day. */

import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { RetentionPolicy } from '../visits/policy.ts';
import type { RecordKey, VisitCase, VisitRecord } from '../visits/visit-store.ts';
import type { Queries } from './database.ts';
import { hashOf } from './rows.ts';
import type { RecordRow, Tables } from './schema.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

/** What a record has until it is reduced. */
const untilReduced = {
  visit_hash: null,
  invitation_hash: null,
  claim_hash: null,
  not_before: null,
  not_after: null,
  outcome: null,
  reduce_at_ms: null,
} satisfies Partial<RecordRow>;

export async function findRecord(db: Queries, key: RecordKey): Promise<VisitRecord | undefined> {
  const [column, hash] = columnOf(key);
  const row = await db.selectFrom('records').selectAll().where(column, '=', hash).executeTakeFirst();
  if (!row || row.not_before === null || row.not_after === null || row.outcome === null) return undefined;
  const { clinician, kind, not_before: notBefore, not_after: notAfter, outcome } = row;
  return { clinician, kind, notBefore, notAfter, outcome };
}

/** Rows about guest, room and name go; foreign keys take intentions and parked tries with them. */
export async function writeRecord(
  tx: Transaction<Tables>,
  { terms, visit }: VisitCase,
  nowMs: number,
  { reduceAfterHours, deleteAfterDays }: RetentionPolicy,
): Promise<void> {
  const invitation = await tx
    .selectFrom('invitations')
    .select('current_visit')
    .where('id', '=', terms.id)
    .executeTakeFirst();
  const isCurrent = invitation?.current_visit === visit.id;
  await tx.deleteFrom('visits').where('id', '=', visit.id).execute();
  const others = await tx
    .selectFrom('visits')
    .select('id')
    .where('invitation_id', '=', terms.id)
    .executeTakeFirst();
  if (!others) await tx.deleteFrom('invitations').where('id', '=', terms.id).execute();
  else if (isCurrent)
    await tx.updateTable('invitations').set({ current_visit: null }).where('id', '=', terms.id).execute();
  if (deleteAfterDays === 0) return;
  const full = {
    visit_hash: hashOf(visit.id),
    // A replaced visit does not answer for the link: its successor does.
    invitation_hash: isCurrent ? hashOf(terms.id) : null,
    claim_hash: visit.claimHash,
    not_before: terms.notBefore,
    not_after: terms.notAfter,
    outcome: visit.outcome,
    reduce_at_ms: nowMs + reduceAfterHours * HOUR_MS,
  };
  await tx
    .insertInto('records')
    .values({
      ...(reduceAfterHours === 0 ? untilReduced : full),
      id: randomUUID(),
      clinician: terms.clinician,
      kind: terms.kind,
      day: Math.floor(nowMs / DAY_MS),
      delete_at_ms: nowMs + deleteAfterDays * DAY_MS,
    })
    .execute();
}

/** Reduces and deletes the records whose time has come. @returns whether there were any */
export async function keepRetention(db: Queries, nowMs: number): Promise<boolean> {
  const [deleted] = await db.deleteFrom('records').where('delete_at_ms', '<=', nowMs).execute();
  const [reduced] = await db
    .updateTable('records')
    .set(untilReduced)
    .where('reduce_at_ms', '<=', nowMs)
    .execute();
  return Boolean(deleted?.numDeletedRows) || Boolean(reduced?.numUpdatedRows);
}

function columnOf(key: RecordKey): ['visit_hash' | 'invitation_hash' | 'claim_hash', string] {
  if ('visit' in key) return ['visit_hash', hashOf(key.visit)];
  return 'invitation' in key ? ['invitation_hash', hashOf(key.invitation)] : ['claim_hash', key.claimHash];
}
