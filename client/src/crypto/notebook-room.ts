/** Finding the notebook among the clinician's rooms, or making it. */

import { notebookRoomType, type RoomId, RoomIdSchema } from '@sprechzimmer/protocol';
import {
  EventType,
  GuestAccess,
  HistoryVisibility,
  JoinRule,
  Preset,
  type Room,
  RoomCreateTypeField,
  Visibility,
} from 'matrix-js-sdk';
import * as v from 'valibot';
import type { OpenClient } from './open-client.ts';
import { waitFor } from './wait-for.ts';

export interface NotebookRoom {
  readonly id: RoomId;
  readonly sdkRoom: Room;
}

/** The first sync must be done. Two devices that make one at the same moment both end up with the older. */
export async function openNotebookRoom(open: OpenClient): Promise<NotebookRoom> {
  const id = findNotebook(open) ?? (await makeNotebook(open));
  const sdkRoom = await waitFor(open.client, () => open.client.getRoom(id) ?? undefined);
  await waitFor(open.client, async () =>
    (await open.crypto.isEncryptionEnabledInRoom(id)) ? true : undefined,
  );
  return { id, sdkRoom };
}

/** Only a room that we made, that is encrypted, and in which nobody else is or was invited. */
function findNotebook(open: OpenClient): RoomId | undefined {
  const candidates = open.client.getRooms().filter((room) => {
    const others = room.currentState
      .getMembers()
      .filter(({ userId, membership }) => userId !== open.userId && membership !== 'leave');
    return (
      room.getMyMembership() === 'join' &&
      room.getType() === notebookRoomType &&
      room.currentState.getStateEvents(EventType.RoomCreate, '')?.getSender() === open.userId &&
      room.hasEncryptionStateEvent() &&
      others.length === 0
    );
  });
  const made = (room: Room) => room.currentState.getStateEvents(EventType.RoomCreate, '')?.getTs() ?? 0;
  const [oldest] = candidates.sort((a, b) => made(a) - made(b) || (a.roomId < b.roomId ? -1 : 1));
  return oldest && v.parse(RoomIdSchema, oldest.roomId);
}

async function makeNotebook(open: OpenClient): Promise<RoomId> {
  const made = await open.client.createRoom({
    visibility: Visibility.Private,
    preset: Preset.PrivateChat,
    room_version: '11',
    name: 'Sprechzimmer',
    creation_content: { [RoomCreateTypeField]: notebookRoomType, 'm.federate': false },
    initial_state: [
      { type: EventType.RoomEncryption, state_key: '', content: { algorithm: 'm.megolm.v1.aes-sha2' } },
      { type: EventType.RoomJoinRules, state_key: '', content: { join_rule: JoinRule.Invite } },
      { type: EventType.RoomGuestAccess, state_key: '', content: { guest_access: GuestAccess.Forbidden } },
      {
        type: EventType.RoomHistoryVisibility,
        state_key: '',
        content: { history_visibility: HistoryVisibility.Joined },
      },
    ],
  });
  return v.parse(RoomIdSchema, made.room_id);
}
