/** Is anything left in our database of a visit? Asked by who has had it purged, and wants to know rather than believe. */

import type { RoomId, UserId, VisitId } from '@sprechzimmer/protocol';
import type { Queries } from './database.ts';
import { hashOf, isRoomId } from './rows.ts';

/** All that a visit is known by on servers. */
export interface Traces {
  readonly visit: VisitId;
  readonly guests: readonly UserId[];
  readonly rooms: readonly RoomId[];
}

export interface TraceSearch {
  /** Guest and rooms of a visit, those that wait for their disposal included. */
  of(visit: VisitId): Promise<Traces>;
  /** How many rows still hold any of it. A record, which holds hashes, is not among them. */
  left(traces: Traces): Promise<number>;
  /** Whether a record says that there was such a visit. */
  recorded(visit: VisitId): Promise<boolean>;
  /** Lets what has failed before be tried again now instead of after its pause. @returns how many */
  tryAgainNow(nowMs: number): Promise<number>;
}

export function traceSearch(db: Queries): TraceSearch {
  return {
    async of(visit) {
      const [row, duties] = await Promise.all([
        db
          .selectFrom('visits')
          .select(['guest', 'room_id', 'discarded_rooms'])
          .where('id', '=', visit)
          .executeTakeFirst(),
        db.selectFrom('intentions').select(['guest', 'room_id']).where('visit_id', '=', visit).execute(),
      ]);
      const about = [...(row ? [row] : []), ...duties];
      const rooms = about.flatMap(({ room_id: room }) => (room === null ? [] : [room]));
      const discarded = (row?.discarded_rooms ?? '').split(' ').filter(isRoomId);
      const guests = about.flatMap(({ guest }) => (guest === null ? [] : [guest]));
      return { visit, guests: [...new Set(guests)], rooms: [...new Set([...rooms, ...discarded])] };
    },

    async left({ visit, guests, rooms }) {
      const found = await Promise.all([
        db.selectFrom('visits').select('id').where('id', '=', visit).execute(),
        db.selectFrom('intentions').select('key').where('visit_id', '=', visit).execute(),
        guests.length === 0
          ? []
          : db.selectFrom('intentions').select('key').where('guest', 'in', guests).execute(),
        rooms.length === 0
          ? []
          : db.selectFrom('intentions').select('key').where('room_id', 'in', rooms).execute(),
      ]);
      return found.flat().length;
    },

    async recorded(visit) {
      const row = await db
        .selectFrom('records')
        .select('id')
        .where('visit_hash', '=', hashOf(visit))
        .executeTakeFirst();
      return row !== undefined;
    },

    async tryAgainNow(nowMs) {
      const { numUpdatedRows } = await db
        .updateTable('intentions')
        .set({ next_try_ms: nowMs })
        .where('attempts', '>', 0)
        .where('next_try_ms', '>', nowMs)
        .executeTakeFirst();
      return Number(numUpdatedRows);
    },
  };
}
