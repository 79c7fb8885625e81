import {
  EncryptionSettings,
  RoomId as RustRoomId,
  UserId as RustUserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';
import { RoomIdSchema } from '@sprechzimmer/protocol';
import { EventStatus, MatrixEvent, Room, RoomEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Chat, openChat } from './chat.ts';
import { followDevices, signMasterKey } from './identity.ts';
import type { OpenClient } from './open-client.ts';
import { publishIdentity } from './publish-identity.ts';
import { clinicianId, guestId, intruderId, type PaperPeople, paperPeople } from './testing/paper-people.ts';

const roomId = v.parse(RoomIdSchema, '!visit:practice.test');
const WireSchema = v.record(v.string(), v.unknown());

let people: PaperPeople;
let desk: OpenClient;
let guest: OpenClient;
/** Another patient of the practice, verified by the same clinician. */
let other: OpenClient;
let room: Room;
let chat: Chat;

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
  }
  await desk.start();
  room = new Room(roomId, desk.client, clinicianId);
  const sender = { send: async () => '$own' };
  chat = openChat(desk, roomId, sender, new Set([clinicianId, guestId]));
});
afterEach(() => {
  chat.close();
  people.end();
});

/** Encrypted for the clinician, with the room key on its way to them. */
const write = async (from: OpenClient, body: string) => {
  const missing = await from.machine.getMissingSessions([new RustUserId(clinicianId)]);
  if (missing) await from.send(missing);
  const to = [new RustUserId(clinicianId)];
  for (const request of await from.machine.shareRoomKey(new RustRoomId(roomId), to, new EncryptionSettings()))
    await from.send(request);
  const content = JSON.stringify({ msgtype: 'm.text', body });
  const encrypted = await from.machine.encryptRoomEvent(new RustRoomId(roomId), 'm.room.message', content);
  return v.parse(WireSchema, JSON.parse(encrypted));
};

/** Decrypted; waits for a room key that is still on its way. */
const eventOf = (content: object, sender: string, id: string, atMs = 1) =>
  vi.waitFor(async () => {
    const event = new MatrixEvent({
      type: 'm.room.encrypted',
      room_id: roomId,
      sender,
      event_id: id,
      origin_server_ts: atMs,
      content,
    });
    await desk.client.decryptEventIfNeeded(event);
    expect(event.isDecryptionFailure()).toBe(false);
    return event;
  });

const deliver = (event: MatrixEvent) =>
  desk.client.emit(RoomEvent.Timeline, event, room, false, false, { timeline: room.getLiveTimeline() });
const shown = () => chat.messages.value.map(({ id, text, state }) => [id, text, state]);

describe('the chat of a visit', () => {
  test('shows what the patient has written', async () => {
    deliver(await eventOf(await write(guest, 'yes'), guestId, '$1'));
    await vi.waitFor(() => expect(shown()).toEqual([['$1', 'yes', 'sent']]));
  });

  test('never shows what another patient has written, whom the server has put into the room', async () => {
    deliver(await eventOf(await write(other, 'I am the patient'), intruderId, '$1'));
    deliver(await eventOf(await write(guest, 'no, I am'), guestId, '$2'));
    await vi.waitFor(() => expect(shown()).toContainEqual(['$2', 'no, I am', 'sent']));
    expect(shown()).toHaveLength(1);
  });

  test('never shows one message a second time, under another id and time', async () => {
    const yes = await write(guest, 'yes');
    deliver(await eventOf(yes, guestId, '$1', 1));
    deliver(await eventOf(yes, guestId, '$2', 2));
    deliver(await eventOf(await write(guest, 'yes'), guestId, '$3', 3));
    await vi.waitFor(() => expect(shown()).toContainEqual(['$3', 'yes', 'sent']));
    expect(shown()).toEqual([
      ['$1', 'yes', 'sent'],
      ['$3', 'yes', 'sent'],
    ]);
  });

  test('never shows the clinician their own message a second time', async () => {
    const content = await write(desk, 'see you on Thursday');
    const echo = await eventOf(content, clinicianId, '$own');
    echo.setStatus(EventStatus.SENT);
    deliver(echo);
    await chat.send('see you on Thursday');
    deliver(await eventOf(content, clinicianId, '$again', 2));
    deliver(await eventOf(await write(guest, 'yes'), guestId, '$1'));
    await vi.waitFor(() => expect(shown()).toContainEqual(['$1', 'yes', 'sent']));
    expect(shown().map(([id]) => id)).toEqual(['$own', '$1']);
  });
});
