/** What the victims are shown of a room, and when they have taken it in. */

import { randomUUID } from 'node:crypto';
import type { RoomId, UserId } from '@sprechzimmer/protocol';
import { type Json, listOf, objectOf, textOf } from '../stack/json.ts';
import type { Scene } from '../stack/scene.ts';

/** Resolves when this person's page has been handed a room event that fits, and has come back for more. */
export function taken(scene: Scene, victim: UserId, fits: (event: Json) => boolean): Promise<void> {
  return new Promise((resolve) => {
    let handed = false;
    const stopReading = scene.sync.edit((sync, { userId }) => {
      if (userId === victim && roomEvents(sync).some(fits)) handed = true;
      return sync;
    });
    const stopWaiting = scene.proxy.intercept(
      { method: 'GET', path: /^\/_matrix\/client\/v3\/sync$/ },
      async (asked, pass) => {
        if (handed && scene.operator.whose(asked.token)?.userId === victim) {
          stopReading();
          stopWaiting();
          resolve();
        }
        return pass(asked);
      },
    );
  });
}

/** A membership of this person. */
export function isMember(userId: string, membership: string): (event: Json) => boolean {
  return (event) =>
    event['type'] === 'm.room.member' &&
    event['state_key'] === userId &&
    objectOf(event['content'])['membership'] === membership;
}

/** The homeserver's word that somebody has joined, as part of a `/sync`. */
export function saysJoined(roomId: RoomId, userId: UserId): Json {
  const event = {
    type: 'm.room.member',
    state_key: userId,
    sender: userId,
    content: { membership: 'join' },
    event_id: `$${randomUUID()}`,
    origin_server_ts: Date.now(),
  };
  const timeline = { events: [event], limited: false, prev_batch: 'none' };
  return { rooms: { join: { [roomId]: { state: { events: [] }, timeline } } } };
}

/** From now on every event of every room goes through this; `undefined` takes it out. */
export function showRooms({ sync }: Scene, change: (event: Json) => Json | undefined): void {
  const changed = (part: unknown): Json => ({
    ...objectOf(part),
    events: eventsIn(part).flatMap((event) => change(event) ?? []),
  });
  // Timeline and state, by whatever name the homeserver gives it (MSC4222 has one more).
  const changedRoom = (room: Json): Json =>
    Object.fromEntries(
      Object.entries(room).map(([name, part]) => [name, eventsIn(part).length > 0 ? changed(part) : part]),
    );
  sync.edit((answer) => {
    const rooms = objectOf(answer['rooms']);
    const changedRooms = {
      join: mapped(rooms['join'], changedRoom),
      invite: mapped(rooms['invite'], changedRoom),
    };
    return answer['rooms'] === undefined ? answer : { ...answer, rooms: { ...rooms, ...changedRooms } };
  });
}

function roomEvents(sync: Json): readonly Json[] {
  return Object.values(objectOf(objectOf(sync['rooms'])['join']))
    .flatMap((room) => Object.values(objectOf(room)))
    .flatMap(eventsIn);
}

function eventsIn(part: unknown): readonly Json[] {
  return listOf(objectOf(part)['events']).map(objectOf);
}

function mapped(rooms: unknown, change: (room: Json) => Json): Json {
  return Object.fromEntries(
    Object.entries(objectOf(rooms)).map(([id, room]) => [id, change(objectOf(room))]),
  );
}

/** Contents of what this person has sent into a room, as the database has it, oldest first. */
export function sentInto({ operator }: Scene, roomId: string, sender: UserId): readonly Json[] {
  return operator
    .rows(
      `SELECT json FROM event_json JOIN events USING (event_id)
       WHERE events.room_id = ? AND events.sender = ? AND events.type IN ('m.room.encrypted', 'm.room.message')
       ORDER BY events.stream_ordering`,
      roomId,
      sender,
    )
    .map(({ json }) => {
      const event: unknown = JSON.parse(textOf(json));
      return objectOf(objectOf(event)['content']);
    });
}
