/**
 * Memberships of rooms that are still being made. The homeserver tells us of a clinician who joins at once while the
 * bot's own request for that room has not been answered, or not been written down: without this the word is lost.
 */

import type { RoomId, UserId } from '@sprechzimmer/protocol';

export interface EarlyMembers {
  /** Runs `making` and keeps what is noted meanwhile for as long as any such work goes on. */
  during<T>(making: () => Promise<T>): Promise<T>;
  /** Resolves when all the work that is going on now has come to its end. */
  settled(): Promise<void>;
  /** Does nothing unless a room is being made. @returns what takes the note back: it has been acted upon */
  note(room: RoomId, user: UserId, membership: string): () => void;
  /** What was noted about a room, in order. */
  of(room: RoomId): readonly { readonly user: UserId; readonly membership: string }[];
}

export function makeEarlyMembers(): EarlyMembers {
  const notes = new Map<RoomId, readonly { user: UserId; membership: string }[]>();
  const going = new Set<Promise<unknown>>();
  return {
    async during(making) {
      const work = making();
      going.add(work);
      try {
        return await work;
      } finally {
        going.delete(work);
        if (going.size === 0) notes.clear();
      }
    },

    async settled() {
      await Promise.allSettled([...going]);
    },

    note(room, user, membership) {
      if (going.size === 0) return () => {};
      const note = { user, membership };
      notes.set(room, [...(notes.get(room) ?? []), note]);
      const [oldest] = notes.keys();
      if (notes.size > 1000 && oldest !== undefined) notes.delete(oldest);
      return () => {
        const others = notes.get(room)?.filter((other) => other !== note) ?? [];
        if (others.length > 0) notes.set(room, others);
        else notes.delete(room);
      };
    },

    of: (room) => notes.get(room) ?? [],
  };
}
