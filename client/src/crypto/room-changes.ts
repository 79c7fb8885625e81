/** Everything in the SDK that can mean that a room or the keys of its people are no longer what they were. */

import type { RoomId } from '@sprechzimmer/protocol';
import {
  ClientEvent,
  type MatrixEvent,
  type Room,
  RoomEvent,
  type RoomState,
  RoomStateEvent,
} from 'matrix-js-sdk';
import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import type { OpenClient } from './open-client.ts';

export interface RoomListener {
  /** Members or state of this room, at the very moment the SDK learns of it. */
  room(): void;
  /** Keys, devices or our trust in them. */
  people(userIds: readonly string[]): void;
}

/** @returns stops listening */
export function onRoomChange({ client }: OpenClient, roomId: RoomId, listener: RoomListener): () => void {
  // A room of the first sync is known only after its members have been announced.
  const onRoom = (room: Room) => {
    if (room.roomId === roomId) listener.room();
  };
  const onState = (_event: MatrixEvent, state: RoomState) => {
    if (state.roomId === roomId) listener.room();
  };
  // A redaction empties a state event without being one itself.
  const onRedaction = (_event: MatrixEvent, room: Room) => onRoom(room);
  const onTrust = (userId: string) => listener.people([userId]);
  const onDevices = (userIds: readonly string[]) => listener.people(userIds);
  client.on(ClientEvent.Room, onRoom);
  client.on(RoomStateEvent.Events, onState);
  client.on(RoomStateEvent.Members, onState);
  client.on(RoomStateEvent.NewMember, onState);
  client.on(RoomEvent.Redaction, onRedaction);
  client.on(CryptoEvent.UserTrustStatusChanged, onTrust);
  client.on(CryptoEvent.DevicesUpdated, onDevices);
  return () => {
    client.off(ClientEvent.Room, onRoom);
    client.off(RoomStateEvent.Events, onState);
    client.off(RoomStateEvent.Members, onState);
    client.off(RoomStateEvent.NewMember, onState);
    client.off(RoomEvent.Redaction, onRedaction);
    client.off(CryptoEvent.UserTrustStatusChanged, onTrust);
    client.off(CryptoEvent.DevicesUpdated, onDevices);
  };
}
