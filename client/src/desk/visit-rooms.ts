/** A room object for each visit that lives: made when the server first shows it, let go of when it is over. */

import { signal } from '@preact/signals';
import type { DeskVisit, RoomId, UserId, VisitId } from '@sprechzimmer/protocol';
import type { VisitRoom } from './visit-room.ts';

export interface VisitRoomsOptions {
  open(roomId: RoomId, guest: UserId): VisitRoom;
  /** A visit is over, or takes place in another room by now. */
  onGone(visit: VisitId): void;
}

export interface VisitRooms {
  /** Tells whoever follows signals when it is another one. */
  of(visit: VisitId): VisitRoom | undefined;
  /** Makes and lets go of rooms until there is one for each of these. */
  follow(visits: readonly DeskVisit[]): void;
  /** Another object for the same room, which looks at it anew. The one before must have been closed. */
  renew(visit: VisitId, roomId: RoomId, guest: UserId): VisitRoom;
  close(): Promise<void>;
}

export function visitRooms({ open, onGone }: VisitRoomsOptions): VisitRooms {
  const all = signal<ReadonlyMap<VisitId, VisitRoom>>(new Map());
  return {
    of: (visit) => all.value.get(visit),
    follow(visits) {
      const next = new Map(all.peek());
      for (const [visitId, room] of next) {
        if (visits.some((visit) => visit.visitId === visitId && visit.roomId === room.roomId)) continue;
        next.delete(visitId);
        void room.close().catch(() => undefined);
        onGone(visitId);
      }
      for (const { visitId, roomId, guestUserId } of visits)
        if (roomId && !next.has(visitId)) next.set(visitId, open(roomId, guestUserId));
      all.value = next;
    },
    renew(visit, roomId, guest) {
      const room = open(roomId, guest);
      all.value = new Map(all.value).set(visit, room);
      return room;
    },
    async close() {
      await Promise.all([...all.value.values()].map((room) => room.close().catch(() => undefined)));
    },
  };
}
