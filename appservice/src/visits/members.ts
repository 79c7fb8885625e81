/** From who is in a room to what that means for a visit. */

import type { RoomId, UserId } from '@sprechzimmer/protocol';
import type { EarlyMembers } from './early-members.ts';
import type { VisitEvent } from './events.ts';
import type { Ledger } from './ledger.ts';
import type { RoomMaker } from './ports.ts';
import type { Practice } from './practice.ts';
import type { VisitCase } from './visit-store.ts';

export interface Members {
  changed(room: RoomId, user: UserId, membership: string): Promise<void>;
  /** Asks the homeserver who is in, in case it has told us while we were not there. */
  catchUp(room: RoomId): Promise<void>;
}

export interface MembersParts {
  readonly ledger: Ledger;
  readonly practice: Practice;
  readonly rooms: Pick<RoomMaker, 'members'>;
  readonly early: EarlyMembers;
}

export function makeMembers({ ledger, practice, rooms, early }: MembersParts): Members {
  const changed: Members['changed'] = async (room, user, membership) => {
    if (!matters(membership) || (user === practice.botUserId && membership === 'join')) return;
    // First noted, then looked up: whoever writes the room down in between finds the note.
    const takeBack = early.note(room, user, membership);
    const known = await ledger.change(async ({ tx, step }) => {
      const found = await tx.lock({ room });
      const event = found && memberEvent(found, practice, { room, user, membership });
      if (found && event) await step(found, event);
      return found !== undefined;
    });
    if (known) takeBack();
  };
  return {
    changed,
    async catchUp(room) {
      for (const [user, membership] of await rooms.members(room)) await changed(room, user, membership);
    },
  };
}

/** What a membership means for a visit; undefined when it means nothing. */
export function memberEvent(
  { terms, visit }: VisitCase,
  practice: Practice,
  { room, user, membership }: { room: RoomId; user: UserId; membership: string },
): VisitEvent | undefined {
  if (!matters(membership)) return undefined;
  const joined = membership === 'join';
  if (user === practice.botUserId) return joined ? undefined : { kind: 'bot-left', room };
  const who = user === terms.clinician ? 'clinician' : user === visit.guest ? 'guest' : undefined;
  // Anybody else is for the two clients to judge: they compare with a roster that no server can change.
  return who && { kind: joined ? 'member-joined' : 'member-left', room, who };
}

function matters(membership: string): boolean {
  return membership === 'join' || membership === 'leave' || membership === 'ban';
}
