/** Who belongs into a room, and what it means when somebody else is there. Pure. */

import type { UserId } from '@sprechzimmer/protocol';

/** Exactly these people; for a visit, the clinician and the guest. */
export interface Roster {
  readonly members: ReadonlySet<string>;
  /** Makes the room and leaves it before anything is sent; undefined in rooms without one. */
  readonly bot: UserId | undefined;
}

export interface Presence {
  readonly userId: string;
  readonly membership?: string | undefined;
}

export type RosterReading =
  /** Everybody is in, nobody else is: the only state in which anything is sent. */
  | { readonly state: 'complete' }
  /** Somebody has not joined yet, or the bot has not left yet, or somebody has left. */
  | { readonly state: 'gathering' }
  | {
      readonly state: 'stranger';
      readonly userId: string;
      readonly how: 'joined' | 'invited' | 'knocked' | 'was-there';
    };

/** From the one who can do most to the one who has gone again. */
const waysIn = { join: 'joined', invite: 'invited', knock: 'knocked' } as const;

/**
 * @param goneBefore who was out of the room already when it was complete for the first time; undefined before that.
 *   Whoever is out of it later without ever having been seen in it came and went while nobody told us. Once complete,
 *   the room is always without the bot, too.
 */
export function readRoster(
  present: readonly Presence[],
  roster: Roster,
  goneBefore: ReadonlySet<string> | undefined,
): RosterReading {
  const isStranger = ({ userId }: Presence) =>
    !roster.members.has(userId) && (goneBefore !== undefined || userId !== roster.bot);
  for (const [membership, how] of Object.entries(waysIn)) {
    const stranger = present.find((one) => one.membership === membership && isStranger(one));
    if (stranger) return { state: 'stranger', userId: stranger.userId, how };
  }
  const passed = present.find((one) => goneBefore && isStranger(one) && !goneBefore.has(one.userId));
  if (passed) return { state: 'stranger', userId: passed.userId, how: 'was-there' };
  const there = present.filter(({ membership }) => membership === 'join' || membership === 'invite');
  const joined = there.filter(({ membership }) => membership === 'join');
  const complete =
    joined.length === roster.members.size && joined.every(({ userId }) => roster.members.has(userId));
  return { state: complete && there.length === joined.length ? 'complete' : 'gathering' };
}
