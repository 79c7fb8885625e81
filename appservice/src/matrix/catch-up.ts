/** After a start: who joined or left while we were not listening. */

import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../log/index.ts';
import type { RoomMaker } from '../visits/ports.ts';
import type { VisitService } from '../visits/service.ts';
import { HomeserverError } from './homeserver-error.ts';

export interface CatchUpParts {
  readonly rooms: Pick<RoomMaker, 'joinedRooms' | 'members'>;
  readonly visits: Pick<VisitService, 'membershipChanged'>;
  readonly log: Logger;
}

/** Reports every member of every room the bot is in. Idempotent, like what it reports to. */
export async function catchUp({ rooms, visits, log }: CatchUpParts): Promise<void> {
  const joined = await rooms.joinedRooms();
  for (const room of joined) {
    const members = await rooms.members(room).catch((error: unknown) => {
      // Gone or left in the meantime: then there is nothing to catch up with.
      if (error instanceof HomeserverError && error.status !== undefined && error.status < 500)
        return new Map();
      throw error;
    });
    for (const [user, membership] of members) await visits.membershipChanged(room, user, membership);
  }
  log.info('caught-up', { count: joined.length });
}

/** Repeats a task until it has worked once, ever more slowly, half a minute apart at most. */
export async function untilDone(
  task: () => Promise<void>,
  { log, signal }: { log: Logger; signal: AbortSignal },
) {
  for (let delayMs = 250; !signal.aborted; delayMs = Math.min(delayMs * 2, 30_000)) {
    try {
      return await task();
    } catch (error) {
      log.warn('catch-up-failed', { error });
    }
    await pause(delayMs, undefined, { signal }).catch(() => {});
  }
}
