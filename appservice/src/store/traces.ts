/** Is anything left in our database of a visit? Asked by who has had it purged, and wants to know rather than believe. */

import type { RoomId, UserId, VisitId } from '@sprechzimmer/protocol';
import type { Queries } from './database.ts';
import { isRoomId } from './rows.ts';

/** All that a visit is known by on servers. */
export interface Traces {
  readonly visit: VisitId;
  readonly guests: readonly UserId[];
  readonly rooms: readonly RoomId[];
}

export interface TraceSearch {
  /** Guest and rooms of a visit, those that wait for their disposal included. */
  of(visit: VisitId): Promise<Traces>;
  /**
   * How many rows still hold any of it. Not among them: a record, which holds hashes; and the deletion of an account that
   * is made once more when no voucher can bring it back, which is seen among the duties of no visit.
   */
  left(traces: Pick<Traces, 'visit' | 'rooms'>): Promise<number>;
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

    async left({ visit, rooms }) {
      const found = await Promise.all([
        db.selectFrom('visits').select('id').where('id', '=', visit).execute(),
        db.selectFrom('intentions').select('key').where('visit_id', '=', visit).execute(),
        rooms.length === 0
          ? []
          : db.selectFrom('intentions').select('key').where('room_id', 'in', rooms).execute(),
      ]);
      return found.flat().length;
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
