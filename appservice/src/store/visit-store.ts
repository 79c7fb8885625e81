/** Visits, their invitations, intentions and records on either database. */

import type { RoomId } from '@sprechzimmer/protocol';
import type { VisitStore } from '../visits/visit-store.ts';
import { type Database, forgetDeleted, inTransaction } from './database.ts';
import { findVisit } from './find-visit.ts';
import { findRecord, keepRetention } from './records.ts';
import { isRoomId, storedIntention, termsOf, visitOf } from './rows.ts';
import { visitTransaction } from './visit-transaction.ts';
import { wishedFor } from './wishes.ts';

export function visitStore(database: Database): VisitStore {
  const { db, engine } = database;
  return {
    async transaction(work) {
      const { result, deleted } = await inTransaction(database, async (tx) => {
        const visits = visitTransaction(engine, tx);
        let deleted = false;
        const writeRecord: typeof visits.writeRecord = (...about) => {
          deleted = true;
          return visits.writeRecord(...about);
        };
        return { result: await work({ ...visits, writeRecord }), deleted };
      });
      if (deleted) await forgetDeleted(database);
      return result;
    },

    find: (key) => findVisit(engine, db, key, 'no-lock'),

    async desk(clinician) {
      const rows = await db
        .selectFrom('invitations')
        .innerJoin('visits', 'visits.id', 'invitations.current_visit')
        .selectAll('visits')
        .select([
          'redeem_hash',
          'nonce',
          'book_name',
          'kind',
          'not_before',
          'not_after',
          'starts_at',
          'guest_name',
        ])
        .select((q) =>
          q
            .exists(
              q
                .selectFrom('parked_tries')
                .select('claim_hash')
                .whereRef('parked_tries.invitation_id', '=', 'visits.invitation_id')
                .where('refused', '=', 0),
            )
            .as('other_browser'),
        )
        .where('clinician', '=', clinician)
        .orderBy('not_before')
        .orderBy('invitations.id')
        .execute();
      return rows.map((row) => {
        const terms = termsOf({ ...row, id: row.invitation_id, clinician, current_visit: row.id });
        return { terms, visit: visitOf(row, terms), otherBrowser: Boolean(row.other_browser) };
      });
    },

    record: (key) => findRecord(db, key),

    wishes: () => wishedFor(db),

    async intentions(dueByMs) {
      const rows = await db
        .selectFrom('intentions')
        .selectAll()
        .where('next_try_ms', '<=', dueByMs)
        .orderBy('next_try_ms')
        .execute();
      return rows.map(storedIntention);
    },

    async postpone(key, attempts, untilMs) {
      await db
        .updateTable('intentions')
        .set({ attempts, next_try_ms: untilMs })
        .where('key', '=', key)
        .execute();
    },

    async dueVisits(dueByMs) {
      const rows = await db
        .selectFrom('visits')
        .select('id')
        .where('wake_ms', '<=', dueByMs)
        .orderBy('wake_ms')
        .execute();
      return rows.map((row) => row.id);
    },

    async roomsAwaitingMembers() {
      const rows = await db
        .selectFrom('visits')
        .select('room_id')
        .where('phase', '=', 'arriving')
        .where('room_id', 'is not', null)
        .execute();
      return rows.flatMap(({ room_id: room }) => (room === null ? [] : [room]));
    },

    async knownRooms() {
      const visits = await db.selectFrom('visits').select(['room_id', 'discarded_rooms']).execute();
      const duties = await db
        .selectFrom('intentions')
        .select('room_id')
        .where('room_id', 'is not', null)
        .execute();
      const known = new Set<RoomId>();
      for (const row of visits) {
        if (row.room_id !== null) known.add(row.room_id);
        for (const room of row.discarded_rooms.split(' ').filter(isRoomId)) known.add(room);
      }
      for (const { room_id: room } of duties) if (room !== null) known.add(room);
      return known;
    },

    async extendLeases(untilMs) {
      await db
        .updateTable('visits')
        .set({ lease_until_ms: untilMs })
        .where('lease_until_ms', '<', untilMs)
        .execute();
    },

    async keepRetention(nowMs) {
      if (await keepRetention(db, nowMs)) await forgetDeleted(database);
    },

    async nextDueMs(afterMs) {
      const first = await Promise.all(
        [
          db
            .selectFrom('visits')
            .select((q) => q.fn.min('wake_ms').as('at'))
            .where('wake_ms', '>', afterMs),
          db
            .selectFrom('intentions')
            .select((q) => q.fn.min('next_try_ms').as('at'))
            .where('next_try_ms', '>', afterMs),
          db
            .selectFrom('records')
            .select((q) => q.fn.min('reduce_at_ms').as('at'))
            .where('reduce_at_ms', '>', afterMs),
          db
            .selectFrom('records')
            .select((q) => q.fn.min('delete_at_ms').as('at'))
            .where('delete_at_ms', '>', afterMs),
        ].map((query) => query.executeTakeFirst()),
      );
      const times = first.flatMap((row) =>
        row?.at === null || row?.at === undefined ? [] : [Number(row.at)],
      );
      return times.length === 0 ? undefined : Math.min(...times);
    },
  };
}
