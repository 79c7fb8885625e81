/** The writing half of the visit store, within one transaction. */

import { sql, type Transaction } from 'kysely';
import type { VisitTransaction } from '../visits/visit-store.ts';
import type { Database } from './database.ts';
import { findVisit } from './find-visit.ts';
import { parkedTries } from './parked-tries.ts';
import { findRecord, writeRecord } from './records.ts';
import { hashOf, intentionOf, intentionRow, invitationRow, visitColumns } from './rows.ts';
import type { Tables } from './schema.ts';
import { wishes } from './wishes.ts';

export function visitTransaction(engine: Database['engine'], tx: Transaction<Tables>): VisitTransaction {
  return {
    ...parkedTries(tx),
    ...wishes(tx),

    record: (key) => findRecord(tx, key),

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
      if (engine === 'postgres')
        await sql`select pg_advisory_xact_lock(hashtextextended(${clinician}, 0))`.execute(tx);
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
