/**
 * Who gets a room key is decided where it is given out. The SDK asks the room for its members anew for each message,
 * after everything that was checked before, and shares the key with whoever is verified among them: for a clinician
 * that may be a patient of another visit. So the question itself is guarded: it is answered with the people of this
 * visit, or not at all.
 */

import type { Room } from 'matrix-js-sdk';

/** A room key was about to be shared with somebody who is not on the roster. It has not been made or shared. */
export class WrongRoster extends Error {
  constructor() {
    super('somebody who does not belong to this room would have been given its key');
    this.name = 'WrongRoster';
  }
}

const guarded = new WeakMap<Room, ReadonlySet<string>>();

/**
 * From now on, and for as long as this page lives, no message in this room is encrypted for anybody but `members`.
 * Safe to repeat; a room keeps the roster it was first given.
 */
export function guardRecipients(room: Room, members: ReadonlySet<string>): void {
  if (guarded.has(room)) return;
  guarded.set(room, new Set(members));
  const askRoom = room.getEncryptionTargetMembers.bind(room);
  room.getEncryptionTargetMembers = async () => {
    const targets = await askRoom();
    const roster = guarded.get(room);
    if (!roster || targets.some(({ userId }) => !roster.has(userId))) throw new WrongRoster();
    return targets;
  };
}
