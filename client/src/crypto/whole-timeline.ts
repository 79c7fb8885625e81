/** All there is of a room, from its first event: a first sync brings only the latest ones. */

import { EventType, type MatrixEvent, type Room } from 'matrix-js-sdk';
import type { OpenClient } from './open-client.ts';

/** Ten thousand events: a room nobody fills. */
const pagesAtMost = 100;

/** Safe to repeat; asks the homeserver only for what is missing. */
export async function wholeTimeline(open: OpenClient, room: Room): Promise<readonly MatrixEvent[]> {
  const events = () => room.getLiveTimeline().getEvents();
  for (let page = 0; page < pagesAtMost && room.oldState.paginationToken !== null; page += 1) {
    if (events().some((event) => event.getType() === EventType.RoomCreate)) break;
    await open.client.scrollback(room, 100);
  }
  return events();
}
