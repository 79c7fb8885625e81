/** Finding the clinician's notebook among their rooms, or making it. */

import { type ReadonlySignal, signal } from '@preact/signals';
import { notebookRoomType, type RoomId, RoomIdSchema } from '@sprechzimmer/protocol';
import {
  ClientEvent,
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

export interface NotebookRooms {
  /**
   * Oldest first, never empty, and what has once been in it stays. There are several when two devices have each made
   * one before they heard of the other: the oldest is written to, by every device, and all are read.
   */
  readonly rooms: ReadonlySignal<readonly NotebookRoom[]>;
  close(): void;
}

/** The first sync must be done. Makes a room when there is none. */
export async function openNotebookRooms(open: OpenClient): Promise<NotebookRooms> {
  if (findNotebooks(open).length === 0) await makeNotebook(open);
  const rooms = signal<readonly NotebookRoom[]>([]);
  const look = async () => {
    const known = new Set(rooms.value.map(({ id }) => id));
    const found: NotebookRoom[] = [];
    for (const room of findNotebooks(open))
      if (!known.has(room.id) && (await open.crypto.isEncryptionEnabledInRoom(room.id))) found.push(room);
    const added = found.filter(({ id }) => !rooms.value.some((room) => room.id === id));
    if (added.length > 0) rooms.value = [...rooms.value, ...added].toSorted(byAge);
    return rooms.value.length > 0 ? rooms : undefined;
  };
  const onSync = () => void look().catch(() => undefined);
  await waitFor(open.client, look);
  open.client.on(ClientEvent.Sync, onSync);
  return { rooms, close: () => void open.client.off(ClientEvent.Sync, onSync) };
}

/** Only rooms that we made, that are encrypted, and in which nobody else is or was invited. */
function findNotebooks(open: OpenClient): readonly NotebookRoom[] {
  const isNotebook = (room: Room) => {
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
  };
  return open.client
    .getRooms()
    .filter(isNotebook)
    .map((sdkRoom) => ({ id: v.parse(RoomIdSchema, sdkRoom.roomId), sdkRoom }));
}

/** By the same rule on every device; ids decide between two of the same millisecond. */
function byAge(a: NotebookRoom, b: NotebookRoom): number {
  const made = ({ sdkRoom }: NotebookRoom) =>
    sdkRoom.currentState.getStateEvents(EventType.RoomCreate, '')?.getTs() ?? 0;
  return made(a) - made(b) || (a.id < b.id ? -1 : 1);
}

async function makeNotebook(open: OpenClient): Promise<void> {
  await open.client.createRoom({
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
}
