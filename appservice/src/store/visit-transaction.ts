/** The writing half of the visit store, within one transaction. */

import { randomUUID } from 'node:crypto';
import type { Transaction } from 'kysely';
import type { RetentionPolicy } from '../visits/policy.ts';
import type { VisitCase, VisitTransaction } from '../visits/visit-store.ts';
import type { Database } from './database.ts';
import { findVisit } from './find-visit.ts';
import { parkedTries } from './parked-tries.ts';
import { hashOf, intentionOf, intentionRow, invitationRow, visitColumns } from './rows.ts';
import type { Tables } from './schema.ts';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

export function visitTransaction(engine: Database['engine'], tx: Transaction<Tables>): VisitTransaction {
  return {
    ...parkedTries(tx),

    lock: (key) => findVisit(engine, tx, key, 'lock'),

    async insertInvitation(terms, visit, wakeMs) {
      const used = await tx
        .selectFrom('records')
        .select('id')
        .where('invitation_hash', '=', hashOf(terms.id))
        .executeTakeFirst();
      if (used) return false;
      const { numInsertedOrUpdatedRows } = await tx
        .insertInto('invitations')
        .values(invitationRow(terms, visit.id))
        .onConflict((conflict) => conflict.column('id').doNothing())
        .executeTakeFirst();
      if (numInsertedOrUpdatedRows !== 1n) return false;
      await tx
        .insertInto('visits')
        .values({ ...visitColumns(visit, wakeMs), invitation_id: terms.id })
        .execute();
      return true;
    },

    async guestNames(clinician) {
      const rows = await tx
        .selectFrom('invitations')
        .select('guest_name')
        .where('clinician', '=', clinician)
        .execute();
      return new Set(rows.map((row) => row.guest_name));
    },

    async saveVisit(visit, wakeMs) {
      await tx.updateTable('visits').set(visitColumns(visit, wakeMs)).where('id', '=', visit.id).execute();
    },

    async replaceVisit(invitation, visit, wakeMs) {
      await tx
        .insertInto('visits')
        .values({ ...visitColumns(visit, wakeMs), invitation_id: invitation })
        .execute();
      await tx
        .updateTable('invitations')
        .set({ current_visit: visit.id })
        .where('id', '=', invitation)
        .execute();
    },

    async addIntention(visit, duty, dueMs) {
      const intention = intentionOf(visit, duty);
      await tx
        .insertInto('intentions')
        .values(intentionRow(intention, dueMs))
        .onConflict((conflict) => conflict.column('key').doNothing())
        .execute();
      return intention;
    },

    async removeIntention(key) {
      await tx.deleteFrom('intentions').where('key', '=', key).execute();
    },

    writeRecord: (visitCase, nowMs, retention) => writeRecord(tx, visitCase, nowMs, retention),
  };
}

/** Rows about guest, room and name go; foreign keys take intentions and parked tries with them. */
async function writeRecord(
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
  const reduced = reduceAfterHours === 0;
  await tx
    .insertInto('records')
    .values({
      id: randomUUID(),
      visit_hash: reduced ? null : hashOf(visit.id),
      // A replaced visit does not answer for the link: its successor does.
      invitation_hash: reduced || !isCurrent ? null : hashOf(terms.id),
      claim_hash: reduced ? null : visit.claimHash,
      not_before: reduced ? null : terms.notBefore,
      not_after: reduced ? null : terms.notAfter,
      outcome: reduced ? null : visit.outcome,
      clinician: terms.clinician,
      kind: terms.kind,
      day: Math.floor(nowMs / DAY_MS),
      reduce_at_ms: reduced ? null : nowMs + reduceAfterHours * HOUR_MS,
      delete_at_ms: nowMs + deleteAfterDays * DAY_MS,
    })
    .execute();
}
