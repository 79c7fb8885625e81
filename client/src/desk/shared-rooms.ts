/** Rooms a clinician shares with one guest, and with nobody else. */

import { type RoomId, RoomIdSchema, type UserId } from '@sprechzimmer/protocol';
import { EventType } from 'matrix-js-sdk';
import * as v from 'valibot';
import type { OpenClient } from '../crypto/open-client.ts';
import { membersOf } from '../crypto/room-shown.ts';

/** Made by the bot, and nobody in it but the two of us and, still, the bot. */
export function sharedRooms(open: OpenClient, guest: UserId, bot: UserId): readonly RoomId[] {
  const rooms = open.client.getRooms().filter((room) => {
    const present = membersOf(room)
      .filter(({ membership }) => membership === 'join' || membership === 'invite')
      .map(({ userId }) => userId);
    return (
      room.getMyMembership() === 'join' &&
      room.currentState.getStateEvents(EventType.RoomCreate, '')?.getSender() === bot &&
      present.includes(guest) &&
      present.every((userId) => userId === guest || userId === open.userId || userId === bot)
    );
  });
  return rooms.map(({ roomId }) => v.parse(RoomIdSchema, roomId));
}
