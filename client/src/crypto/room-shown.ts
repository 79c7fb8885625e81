/** A room as the server shows it: its members and its state, read from the state itself. */

import { EventType, type Room } from 'matrix-js-sdk';
import type { StateLookup } from './room-rules.ts';
import type { Presence } from './roster.ts';

/**
 * Members by the state of the room, not by the SDK's list of them: that one is brought up to date one by one, and
 * half-way through an answer of the server the two could seem to be by themselves while the bot is still there.
 */
export function membersOf(room: Room): readonly Presence[] {
  return room.currentState.getStateEvents(EventType.RoomMember).map((event) => {
    const membership: unknown = event.getContent()['membership'];
    return {
      userId: event.getStateKey() ?? '',
      membership: typeof membership === 'string' ? membership : undefined,
    };
  });
}

/** One event of each type: that of the empty state key, or any, where there is none. */
export function stateOf(room: Room): StateLookup {
  return (type) => {
    const [event] = room.currentState
      .getStateEvents(type)
      .toSorted((one, other) => keyOf(one).length - keyOf(other).length);
    return event && { sender: event.getSender(), content: event.getContent() };
  };
}

function keyOf(event: { getStateKey(): string | undefined }): string {
  return event.getStateKey() ?? '';
}
