/** What stops a visit, with real keys: who gets to read a message, and what is noticed about the room and its people. */

import { powerType, roomPower } from '@sprechzimmer/protocol';
import { MatrixEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { deviceOf, followDevices, refreshKeys, signMasterKey } from './identity.ts';
import type { OpenClient } from './open-client.ts';
import { publishIdentity } from './publish-identity.ts';
import { guardRoom, NotSafe, type RoomGuard } from './room-guard.ts';
import { type RoomSender, roomSender } from './room-sender.ts';
import {
  clinicianId,
  device,
  guestId,
  intruderId,
  type PaperPeople,
  paperPeople,
} from './testing/paper-people.ts';
import { botId, member, roomId, stateEvent, visitRoomState } from './testing/paper-room.ts';

let people: PaperPeople;
let desk: OpenClient;
let guest: OpenClient;
/** Another patient of the practice: their identity is verified by the same clinician. */
let other: OpenClient;
let guard: RoomGuard;
let sender: RoomSender;
let guestKey: Uint8Array;

const roster = { members: new Set<string>([clinicianId, guestId]), bot: botId };
const tell = (...timeline: object[]) =>
  people.server.showRoom(clinicianId, 'DESK', roomId, { timeline: timeline.map((event) => ({ ...event })) });
const kind = () => guard.alarm.value?.kind;

beforeEach(async () => {
  people = paperPeople();
  desk = await people.person(clinicianId, 'DESK', 'clinician');
  guest = await people.person(guestId, 'GUEST', 'guest');
  other = await people.person(intruderId, 'OTHER', 'guest');
  await publishIdentity(desk);
  for (const patient of [guest, other]) {
    const key = await publishIdentity(patient);
    await Promise.all([followDevices(desk, patient.userId), followDevices(patient, clinicianId)]);
    await signMasterKey(desk, patient.userId, key);
    if (patient === guest) guestKey = key;
  }
  people.server.showRoom(clinicianId, 'DESK', roomId, { timeline: visitRoomState() });
  await Promise.all([desk.start(), guest.start(), other.start()]);
  watch();
});
afterEach(() => {
  guard.close();
  people.end();
});

function watch(): void {
  guard = guardRoom(desk, roomId, { roster, rules: { bot: botId, clinician: clinicianId } });
  guard.pin(guestId, guestKey, device('GUEST'));
  sender = roomSender(desk, roomId, guard);
  expect(guard.roster.value).toBe('complete');
}
const say = (body: string) => sender.send('m.room.message', { msgtype: 'm.text', body });
/** The last message on the wire as this person's own machine can, or cannot, read it. */
const readBy = async ({ client }: OpenClient) => {
  const event = new MatrixEvent({
    type: 'm.room.encrypted',
    room_id: roomId,
    sender: clinicianId,
    event_id: '$message',
    origin_server_ts: 1,
    content: people.server.sentIntoRooms.at(-1) ?? {},
  });
  await client.decryptEventIfNeeded(event);
  return event.isDecryptionFailure() ? 'unreadable' : event.getContent()['body'];
};

describe('a message is for the two of the visit', () => {
  test('the patient reads it, and another patient, verified by the same clinician, does not', async () => {
    await say('for the two of us');
    await vi.waitFor(async () => expect(await readBy(guest)).toBe('for the two of us'));
    expect(await readBy(other)).toBe('unreadable');
  });

  test('nothing is sent when somebody comes in between the last look and the sharing of the key', async () => {
    await say('while it was well');
    // The member is there when the SDK asks whom to encrypt for, and the guard has not been told.
    const room = desk.client.getRoom(roomId);
    const assertSafe = guard.assertSafe;
    guard.assertSafe = async (attempt) => {
      await assertSafe(attempt);
      const event = new MatrixEvent({ ...member(intruderId, 'join'), room_id: roomId });
      const emit = vi.spyOn(desk.client, 'emit').mockReturnValue(true);
      room?.currentState.setStateEvents([event]);
      emit.mockRestore();
    };
    await expect(say('now there are three')).rejects.toBeInstanceOf(NotSafe);
    expect(people.server.sentIntoRooms).toHaveLength(1);
  });

  test('an intruder whom the server never shows gets no key either, however many messages there are', async () => {
    // Synapse has the member and tells everybody but the victim.
    people.server.showRoom(intruderId, 'OTHER', roomId, {
      state: [...visitRoomState(), member(intruderId, 'join')],
    });
    for (const body of ['one', 'two', 'three']) {
      await say(body);
      await vi.waitFor(async () => expect(await readBy(guest)).toBe(body));
      expect(await readBy(other)).toBe('unreadable');
    }
  });
});

describe('stops at once, and stays stopped when it is taken back', () => {
  test.each([
    ['a third person joins', 'stranger', member(intruderId, 'join'), member(intruderId, 'leave')],
    ['a third person is invited', 'stranger', member(intruderId, 'invite'), member(intruderId, 'leave')],
    ['somebody knocks', 'stranger', member(intruderId, 'knock'), member(intruderId, 'leave')],
    ['somebody came and went unseen', 'stranger', member(intruderId, 'leave'), member(intruderId, 'ban')],
    ['the bot comes back', 'bot-back', member(botId, 'join'), member(botId, 'leave')],
    ['the bot is invited back', 'bot-back', member(botId, 'invite'), member(botId, 'leave')],
    [
      'the power is altered',
      'power-changed',
      stateEvent(powerType, roomPower([clinicianId, intruderId])),
      stateEvent(powerType, roomPower([clinicianId])),
    ],
    [
      'the room is opened',
      'access-changed',
      stateEvent('m.room.join_rules', { join_rule: 'public' }),
      stateEvent('m.room.join_rules', { join_rule: 'invite' }),
    ],
    [
      'keys are to be kept for longer',
      'encryption-changed',
      stateEvent('m.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2', rotation_period_ms: 1e12 }),
      stateEvent('m.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2' }),
    ],
  ])('%s', async (_, expected, event, back) => {
    tell(event);
    await vi.waitFor(() => expect(kind()).toBe(expected));
    await expect(say('too late')).rejects.toBeInstanceOf(NotSafe);
    tell(back);
    await vi.waitFor(async () => expect(await guard.isClean()).toBe(true));
    expect(kind()).toBe(expected);
    await expect(say('still stopped')).rejects.toBeInstanceOf(NotSafe);
    expect(people.server.sentIntoRooms).toEqual([]);
    expect(guard.sightings.value[0]).toMatchObject({ alarm: { kind: expected }, atMs: expect.any(Number) });
  });

  test('the encryption event is redacted', async () => {
    const room = desk.client.getRoom(roomId);
    const target = room?.currentState.getStateEvents('m.room.encryption', '')?.getId();
    tell({
      type: 'm.room.redaction',
      sender: clinicianId,
      event_id: '$redaction',
      origin_server_ts: 1,
      redacts: target,
      content: { redacts: target },
    });
    await vi.waitFor(() => expect(kind()).toBe('encryption-changed'));
    await expect(say('in clear?')).rejects.toBeInstanceOf(NotSafe);
  });
});

describe('keys and devices', () => {
  test('another identity of the patient stops it for good, whatever else is wrong as well', async () => {
    tell(member(intruderId, 'join'));
    await vi.waitFor(() => expect(kind()).toBe('stranger'));
    const showTruth = await showAnotherGuest();
    await refreshKeys(desk, guestId);
    await vi.waitFor(() => expect(kind()).toBe('identity-changed'));
    showTruth();
    await refreshKeys(desk, guestId);
    expect(kind()).toBe('identity-changed');
  });

  test('a second device of the patient, signed or not, stops it', async () => {
    const second = await people.person(guestId, 'SECOND', 'guest');
    await uploadKeys(second);
    await refreshKeys(desk, guestId);
    await vi.waitFor(() =>
      expect(guard.alarm.value).toMatchObject({ kind: 'extra-device', deviceId: 'SECOND' }),
    );
    await expect(say('to whom?')).rejects.toBeInstanceOf(NotSafe);
  });

  test('a new device of the clinician holds everything until it is confirmed, and gets no key before', async () => {
    await guard.assertSafe('before');
    const laptop = await people.person(clinicianId, 'LAPTOP', 'clinician');
    await uploadKeys(laptop);
    await laptop.start();
    await refreshKeys(desk, clinicianId);
    await vi.waitFor(() =>
      expect(guard.alarm.value).toMatchObject({ kind: 'unconfirmed-device', deviceId: 'LAPTOP' }),
    );
    await expect(say('held')).rejects.toBeInstanceOf(NotSafe);
    await crossSign('LAPTOP');
    await vi.waitFor(() => expect(guard.alarm.value).toBeUndefined());
    await say('goes on');
    await vi.waitFor(async () => expect(await readBy(laptop)).toBe('goes on'));
  });

  test('it is not let past by showing the patient as gone for a moment', async () => {
    await guard.assertSafe('before');
    await uploadKeys(await people.person(clinicianId, 'LAPTOP', 'clinician'));
    await refreshKeys(desk, clinicianId);
    await vi.waitFor(() => expect(kind()).toBe('unconfirmed-device'));
    tell(member(guestId, 'leave'));
    await vi.waitFor(() => expect(guard.roster.value).toBe('gathering'));
    await refreshKeys(desk, clinicianId);
    await expect(say('while gone')).rejects.toBeInstanceOf(NotSafe);
    expect(kind()).toBe('unconfirmed-device');
    await crossSign('LAPTOP');
    tell(member(guestId, 'join'));
    await vi.waitFor(() => expect(kind()).toBeUndefined());
  });

  test('one that was left unconfirmed long ago holds nothing, and gets no key', async () => {
    const old = await people.person(clinicianId, 'OLD', 'clinician');
    await uploadKeys(old);
    await old.start();
    await refreshKeys(desk, clinicianId);
    await vi.waitFor(async () => expect(await deviceOf(desk, clinicianId, device('OLD'))).toBeDefined());
    guard.close();
    watch();
    await say('without it');
    await vi.waitFor(async () => expect(await readBy(guest)).toBe('without it'));
    expect(await readBy(old)).toBe('unreadable');
    expect(kind()).toBeUndefined();
  });
});

/** As the clinician's own desk would. */
async function crossSign(deviceId: string): Promise<void> {
  await desk.crypto.crossSignDevice(deviceId);
  await refreshKeys(desk, clinicianId);
}

async function uploadKeys(client: OpenClient): Promise<void> {
  for (const request of await client.machine.outgoingRequests()) await client.send(request);
}

/** From now on the desk is shown another identity and device for the guest, made by the operator. */
async function showAnotherGuest(): Promise<() => void> {
  const elsewhere = paperPeople();
  await publishIdentity(await elsewhere.person(guestId, 'GUEST', 'guest'));
  const ask = elsewhere.server.fetchAs(clinicianId, 'DESK');
  people.server.lies.set(clinicianId, async (path, truth) => {
    if (path !== 'keys/query') return truth;
    const body = JSON.stringify({ device_keys: { [guestId]: [] } });
    const answer = await ask('https://x.test/v3/keys/query', { method: 'POST', body });
    return v.parse(v.record(v.string(), v.unknown()), await answer.json());
  });
  return () => {
    people.server.lies.clear();
    elsewhere.end();
  };
}
