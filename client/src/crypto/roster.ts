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
  | { readonly state: 'stranger'; readonly userId: string };

/**
 * @param wasComplete once complete, always without the bot: it may not come back
 */
export function readRoster(
  present: readonly Presence[],
  roster: Roster,
  wasComplete: boolean,
): RosterReading {
  const there = present.filter(({ membership }) => membership === 'join' || membership === 'invite');
  const stranger = there.find(
    ({ userId }) => !roster.members.has(userId) && (wasComplete || userId !== roster.bot),
  );
  if (stranger) return { state: 'stranger', userId: stranger.userId };
  const joined = there.filter(({ membership }) => membership === 'join');
  const complete =
    joined.length === roster.members.size && joined.every(({ userId }) => roster.members.has(userId));
  return { state: complete && there.length === joined.length ? 'complete' : 'gathering' };
}
