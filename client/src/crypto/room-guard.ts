/**
 * Watches one room and everybody in it. Raises an alarm once, for good, when somebody is there who does not belong,
 * when an identity is not the pinned one, or when our own crypto store does not hold the room for encrypted.
 * What the server says of members is a hint that can only make us stop; keys decide who can read.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { RoomId, UserId } from '@sprechzimmer/protocol';
import { ClientEvent, EventType, type Room, type RoomState, RoomStateEvent } from 'matrix-js-sdk';
import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { isPinnedAndSigned, masterKeyOf } from './identity.ts';
import type { OpenClient } from './open-client.ts';
import { type Presence, type Roster, type RosterReading, readRoster } from './roster.ts';
import type { Alarm } from './roster-view.ts';

/** Sending was refused because something about the room is not as it must be. */
export class NotSafe extends Error {
  readonly alarm: Alarm | undefined;

  constructor(attempt: string, alarm: Alarm | undefined) {
    super(`${attempt}: the room is not in the state in which anything is sent`);
    this.name = 'NotSafe';
    this.alarm = alarm;
  }
}

export interface RoomGuard {
  readonly roster: ReadonlySignal<RosterReading['state']>;
  readonly alarm: ReadonlySignal<Alarm | undefined>;
  /** The peer's master key that was compared with the link or proven with its secret. */
  pin(userId: UserId, masterKey: Uint8Array): void;
  /**
   * To be called right before every send.
   * @throws NotSafe
   */
  assertSafe(attempt: string): Promise<void>;
  /** Stops the visit for a reason found elsewhere. */
  halt(alarm: Alarm): void;
  close(): void;
}

export function guardRoom(open: OpenClient, roomId: RoomId, roster: Roster): RoomGuard {
  const state = signal<RosterReading['state']>('gathering');
  const alarm = signal<Alarm | undefined>(undefined);
  const pins = new Map<UserId, Uint8Array>();
  let wasComplete = false;

  const raise = (next: Alarm) => {
    alarm.value ??= next;
  };

  const apply = (reading: RosterReading) => {
    state.value = reading.state;
    wasComplete ||= reading.state === 'complete';
    if (reading.state === 'stranger') raise({ kind: 'stranger', userId: reading.userId });
  };

  const readMembers = () => {
    const room = open.client.getRoom(roomId);
    if (room) apply(readRoster(membersOf(room), roster, wasComplete));
  };

  const checkIdentities = async () => {
    for (const [userId, pin] of pins) {
      const shown = await masterKeyOf(open, userId);
      if (!shown || !sameBytes(shown, pin)) raise({ kind: 'identity-changed', userId });
    }
  };

  const onMember = (_event: unknown, roomState: RoomState) => {
    if (roomState.roomId === roomId) readMembers();
  };
  const onTrust = (userId: string) => {
    if ([...pins.keys()].some((pinned) => pinned === userId)) void checkIdentities().catch(() => undefined);
  };
  const onDevices = (userIds: readonly string[]) => userIds.forEach(onTrust);

  // A room of the first sync is known only after its members have been announced.
  const onRoom = (room: Room) => {
    if (room.roomId === roomId) readMembers();
  };
  open.client.on(ClientEvent.Room, onRoom);
  open.client.on(RoomStateEvent.Members, onMember);
  open.client.on(RoomStateEvent.NewMember, onMember);
  open.client.on(CryptoEvent.UserTrustStatusChanged, onTrust);
  open.client.on(CryptoEvent.DevicesUpdated, onDevices);
  readMembers();

  return {
    roster: state,
    alarm,
    pin(userId, masterKey) {
      pins.set(userId, masterKey);
    },
    async assertSafe(attempt) {
      const room = open.client.getRoom(roomId);
      if (!room) throw new NotSafe(attempt, alarm.value);
      if (!(await open.crypto.isEncryptionEnabledInRoom(roomId))) raise({ kind: 'not-encrypted' });
      // The very list the SDK shares room keys with.
      apply(readRoster(await room.getEncryptionTargetMembers(), roster, wasComplete));
      readMembers();
      for (const userId of roster.members) {
        const pin = [...pins].find(([pinned]) => pinned === userId);
        if (userId === open.userId) continue;
        if (!pin) throw new NotSafe(attempt, alarm.value);
        if (!(await isPinnedAndSigned(open, pin[0], new Uint8Array(pin[1]))))
          raise({ kind: 'identity-changed', userId });
      }
      if (alarm.value || state.value !== 'complete') throw new NotSafe(attempt, alarm.value);
    },
    halt: raise,
    close() {
      open.client.off(ClientEvent.Room, onRoom);
      open.client.off(RoomStateEvent.Members, onMember);
      open.client.off(RoomStateEvent.NewMember, onMember);
      open.client.off(CryptoEvent.UserTrustStatusChanged, onTrust);
      open.client.off(CryptoEvent.DevicesUpdated, onDevices);
    },
  };
}

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

function sameBytes(a: Uint8Array, b: Uint8Array): boolean {
  return a.length === b.length && a.every((byte, index) => byte === b[index]);
}
