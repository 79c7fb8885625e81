/**
 * Watches one room and everybody in it: who is there, what the room's state allows, whose keys and devices these are,
 * and whether our own crypto store holds the room for encrypted. What the server says of a room is a hint that can only
 * make us stop; keys decide who can read.
 */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import { type DeviceId, equalBytes, type RoomId, type UserId } from '@sprechzimmer/protocol';
import type { Room } from 'matrix-js-sdk';
import { watchDevices } from './device-watch.ts';
import { isPinnedAndSigned, masterKeyOf } from './identity.ts';
import type { OpenClient } from './open-client.ts';
import { guardRecipients, WrongRoster } from './recipients.ts';
import { onRoomChange } from './room-changes.ts';
import { type RoomRules, readRoomRules } from './room-rules.ts';
import { membersOf, stateOf } from './room-shown.ts';
import { type Presence, type Roster, type RosterReading, readRoster } from './roster.ts';
import {
  type Alarm,
  afterAlarm,
  isSameAlarm,
  type LastingAlarm,
  type Sighting,
  worse,
} from './roster-view.ts';

/** Sending was refused because something about the room is not as it must be. */
export class NotSafe extends Error {
  readonly alarm: Alarm | undefined;

  constructor(attempt: string, alarm: Alarm | undefined) {
    super(`${attempt}: the room is not in the state in which anything is sent`);
    this.name = 'NotSafe';
    this.alarm = alarm;
  }
}

export interface GuardOptions {
  readonly roster: Roster;
  /** For the room of a visit: what its state has to be, and whose devices are watched. */
  readonly rules?: RoomRules;
  readonly nowMs?: () => number;
}

export interface RoomGuard {
  readonly roster: ReadonlySignal<RosterReading['state']>;
  /** The gravest of all that has been seen. One that lasts is never taken back by this guard. */
  readonly alarm: ReadonlySignal<Alarm | undefined>;
  /** Everything that has been seen, oldest first. */
  readonly sightings: ReadonlySignal<readonly Sighting[]>;
  /** Nothing is wrong with the room and its people as they are shown now, whatever was before. */
  isClean(): Promise<boolean>;
  /**
   * The person's master key that was compared with the link or proven with its secret.
   * @param onlyDevice the only device this person can have
   */
  pin(userId: UserId, masterKey: Uint8Array, onlyDevice?: DeviceId): void;
  /**
   * To be called right before every send.
   * @throws NotSafe
   */
  assertSafe(attempt: string): Promise<void>;
  /** Stops the visit for a reason found elsewhere. */
  halt(alarm: LastingAlarm): void;
  close(): void;
}

const sightingsAtMost = 50;

export function guardRoom(open: OpenClient, roomId: RoomId, options: GuardOptions): RoomGuard {
  const { roster, rules, nowMs = Date.now } = options;
  const state = signal<RosterReading['state']>('gathering');
  const lasting = signal<LastingAlarm | undefined>(undefined);
  const passing = signal<Alarm | undefined>(undefined);
  const sightings = signal<readonly Sighting[]>([]);
  const pins = new Map<UserId, Uint8Array>();
  const devices = rules && watchDevices(open, rules.clinician);
  /** Whose absence is no news. */
  let goneBefore: Set<string> | undefined;

  const note = (alarm: Alarm) => {
    if (sightings.value.length >= sightingsAtMost) return;
    if (sightings.value.some((known) => isSameAlarm(known.alarm, alarm))) return;
    sightings.value = [...sightings.value, { alarm, atMs: nowMs() }];
  };
  const raise = (next: LastingAlarm) => {
    note(next);
    lasting.value = worse(lasting.value, next);
  };

  const lookAtRoom = () => {
    const room = open.client.getRoom(roomId);
    if (!room) return;
    guardRecipients(room, roster.members);
    const present = membersOf(room);
    const reading = readRoster(present, roster, goneBefore);
    const wasComplete = state.peek() === 'complete';
    state.value = reading.state;
    if (passing.peek() && reading.state === 'complete' && !wasComplete) lookAgain();
    if (reading.state === 'complete') goneBefore ??= new Set(strangersOf(present, roster));
    if (reading.state === 'stranger') {
      goneBefore?.add(reading.userId);
      raise(strangerAlarm(reading, roster));
    }
    for (const alarm of rulesBroken(room, goneBefore !== undefined)) raise(alarm);
  };
  const rulesBroken = (room: Room, complete: boolean) =>
    rules ? readRoomRules(stateOf(room), rules, complete) : [];

  const changedIdentities = async () => {
    const changed: LastingAlarm[] = [];
    for (const [userId, pin] of pins) {
      const shown = await masterKeyOf(open, userId);
      // Not asked for yet is not another one; the sending path wants to see it.
      if (shown && !equalBytes(shown, pin)) changed.push({ kind: 'identity-changed', userId });
    }
    return changed;
  };
  const lookAtDevices = async () => {
    // While somebody is shown as gone nothing is looked at, so nothing that was seen before goes away either.
    if (state.value !== 'complete') return;
    const seen = (await devices?.look()) ?? [];
    for (const alarm of seen) if (!isPassing(alarm)) raise(alarm);
    const unconfirmed = seen.find(isPassing);
    if (unconfirmed) note(unconfirmed);
    passing.value = unconfirmed;
  };
  const lookAtPeople = async () => {
    for (const alarm of await changedIdentities()) raise(alarm);
    await lookAtDevices();
  };

  let looking: Promise<void> = Promise.resolve();
  const lookAgain = () => {
    looking = looking.then(lookAtPeople).catch(() => undefined);
  };
  const onPeople = (userIds: readonly string[]) => {
    if (!userIds.some((userId) => roster.members.has(userId))) return;
    lookAgain();
  };
  const stopListening = onRoomChange(open, roomId, { room: lookAtRoom, people: onPeople });
  lookAtRoom();

  return {
    roster: state,
    alarm: computed(() => lasting.value ?? passing.value),
    sightings,
    async isClean() {
      const room = open.client.getRoom(roomId);
      if (!room || rulesBroken(room, true).length > 0) return false;
      const present = membersOf(room);
      // Whoever is out of the room by now is no longer what is wrong with it.
      const reading = readRoster(present, roster, new Set(strangersOf(present, roster)));
      if (reading.state !== 'complete') return false;
      if (!(await open.crypto.isEncryptionEnabledInRoom(roomId))) return false;
      return (await changedIdentities()).length === 0 && ((await devices?.look()) ?? []).length === 0;
    },
    pin(userId, masterKey, onlyDevice) {
      pins.set(userId, masterKey);
      if (!onlyDevice) return;
      devices?.expectOnly(userId, onlyDevice);
      onPeople([userId]);
    },
    async assertSafe(attempt) {
      const room = open.client.getRoom(roomId);
      if (!room) throw new NotSafe(attempt, lasting.value);
      if (!(await open.crypto.isEncryptionEnabledInRoom(roomId))) raise({ kind: 'not-encrypted' });
      lookAtRoom();
      await lookAtDevices();
      await room.getEncryptionTargetMembers().catch((error: unknown) => {
        throw error instanceof WrongRoster ? new NotSafe(attempt, lasting.value) : error;
      });
      for (const userId of roster.members) {
        if (userId === open.userId) continue;
        const pin = [...pins].find(([pinned]) => pinned === userId);
        if (!pin) throw new NotSafe(attempt, lasting.value);
        if (!(await isPinnedAndSigned(open, pin[0], new Uint8Array(pin[1]))))
          raise({ kind: 'identity-changed', userId });
      }
      lookAtRoom();
      const alarm = lasting.value ?? passing.value;
      if (alarm || state.value !== 'complete') throw new NotSafe(attempt, alarm);
    },
    halt: raise,
    close: stopListening,
  };
}

function strangersOf(present: readonly Presence[], roster: Roster): string[] {
  return present.map(({ userId }) => userId).filter((userId) => !roster.members.has(userId));
}

function strangerAlarm(
  { userId, how }: Extract<RosterReading, { state: 'stranger' }>,
  roster: Roster,
): LastingAlarm {
  return userId === roster.bot ? { kind: 'bot-back', userId } : { kind: 'stranger', userId, how };
}

function isPassing(alarm: Alarm): alarm is Exclude<Alarm, LastingAlarm> {
  return afterAlarm(alarm) === 'by-itself';
}
