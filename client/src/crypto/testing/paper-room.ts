/** The room of a visit on paper, as a homeserver would show it, and as one that lies might. */

import {
  createType,
  fixedRoomState,
  powerType,
  type RoomId,
  RoomIdSchema,
  roomPower,
  type UserId,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { clinicianId, guestId } from './paper-people.ts';

export const roomId: RoomId = v.parse(RoomIdSchema, '!visit:practice.test');
export const botId: UserId = v.parse(UserIdSchema, '@bot:practice.test');

let numbers = 0;

/** One state event. */
export function stateEvent(type: string, content: object, stateKey = '', sender: string = botId) {
  numbers += 1;
  return {
    type,
    state_key: stateKey,
    sender,
    content,
    event_id: `$event-${numbers}`,
    origin_server_ts: numbers,
  };
}

export function member(userId: string, membership: string) {
  return stateEvent('m.room.member', { membership }, userId, userId);
}

/** Made by the bot, both in, the bot gone. */
export function visitRoomState(...changed: readonly { type: string; state_key: string }[]) {
  const state = [
    stateEvent(createType, { room_version: '11', 'm.federate': false }),
    ...Object.entries(fixedRoomState).map(([type, content]) => stateEvent(type, content)),
    stateEvent(powerType, roomPower([clinicianId])),
    member(clinicianId, 'join'),
    member(guestId, 'join'),
    member(botId, 'leave'),
  ];
  const replaced = new Set(changed.map(({ type, state_key: key }) => `${type} ${key}`));
  return [...state.filter(({ type, state_key: key }) => !replaced.has(`${type} ${key}`)), ...changed];
}
