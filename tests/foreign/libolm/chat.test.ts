/** The guest's chat, written to by libolm: what is honest is shown, what is forged is not. */

import Olm, { type OutboundGroupSession } from '@matrix-org/olm';
import { RoomIdSchema } from '@sprechzimmer/protocol';
import { MatrixEvent, Room, RoomEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { type Chat, openChat } from '../../../client/src/crypto/chat.ts';
import { followDevices, refreshKeys, signMasterKey } from '../../../client/src/crypto/identity.ts';
import type { OpenClient } from '../../../client/src/crypto/open-client.ts';
import { publishIdentity } from '../../../client/src/crypto/publish-identity.ts';
import {
  clinicianId,
  guestId,
  intruderId,
  type PaperPeople,
  paperPeople,
} from '../../../client/src/crypto/testing/paper-people.ts';
import { ForeignDevice, type Json, roomKey, sealForRoom } from './foreign-device.ts';
import { type ForeignIdentity, makeForeignIdentity } from './foreign-identity.ts';

const roomId = v.parse(RoomIdSchema, '!visit:practice.test');
const otherRoomId = '!another:practice.test';

let people: PaperPeople;
let guest: OpenClient;
let identity: ForeignIdentity;
let desk: ForeignDevice;
let session: OutboundGroupSession;
let chat: Chat;
let room: Room;

beforeAll(() => Olm.init());
beforeEach(async () => {
  people = paperPeople();
  identity = makeForeignIdentity(clinicianId);
  desk = new ForeignDevice(people.server, { userId: clinicianId, deviceId: 'DESK' });
  await desk.publish(identity.signDevice(desk.describe()));
  await desk.ask('keys/device_signing/upload', identity.published);
  guest = await people.person(guestId, 'GUEST', 'guest');
  await publishIdentity(guest);
  await followDevices(guest, clinicianId);
  await signMasterKey(guest, clinicianId, identity.masterKey);
  await guest.start();
  await desk.meet({ userId: guestId, deviceId: 'GUEST' });

  room = new Room(roomId, guest.client, guestId);
  chat = openChat(guest, roomId, { send: async () => '$own' }, new Set([clinicianId, guestId]));
  session = makeSession();
});
afterEach(() => {
  chat.close();
  people.end();
});

const share = (from: ForeignDevice, key: Json, sender: string = clinicianId) =>
  people.server.inject(guestId, 'GUEST', {
    sender,
    type: 'm.room.encrypted',
    content: from.seal(from.payload('m.room_key', key, guestId)),
  });
const text = (body: string, room_id: string = roomId) => ({
  type: 'm.room.message',
  content: { msgtype: 'm.text', body },
  room_id,
});

interface Origin {
  readonly id?: string;
  readonly sender?: string;
  readonly in?: string;
}
const eventOf = (content: Json, { id = '$probe', sender = clinicianId, in: where = roomId }: Origin) =>
  new MatrixEvent({
    type: 'm.room.encrypted',
    room_id: where,
    sender,
    event_id: id,
    origin_server_ts: 1,
    content,
  });

/** The server brings an event into the room of this visit. */
const arrives = (id: string, content: Json, sender: string = clinicianId) => {
  const event = eventOf(content, { id, sender });
  guest.client.emit(RoomEvent.Timeline, event, room, false, false, { timeline: room.getLiveTimeline() });
};
const shown = () =>
  chat.messages.value.map(({ id, text: body, state }) => [id, state === 'sent' ? body : state]);

/** Resolves when the guest's browser holds the key and can read this, if it comes as it says. */
const canBeRead = (content: Json, origin: Origin = {}) =>
  vi.waitFor(async () => {
    const event = eventOf(content, origin);
    await guest.client.decryptEventIfNeeded(event);
    expect(event.isDecryptionFailure()).toBe(false);
  });

/** An honest message, after everything before it. */
const honest = async (id = '$honest', key = session) => {
  const content = sealForRoom(desk, key, text('until Thursday'));
  await canBeRead(content);
  arrives(id, content);
  await vi.waitFor(() => expect(shown().map(([shownId]) => shownId)).toContain(id));
};
const makeSession = () => {
  const made = new Olm.OutboundGroupSession();
  made.create();
  return made;
};

test('what the clinician writes with another make of client is shown', async () => {
  share(desk, roomKey(session, roomId));
  await honest();
  expect(shown()).toEqual([['$honest', 'until Thursday']]);
});

describe('is never shown as said', () => {
  test('what was written in another room and brought over, with its key or without', async () => {
    const elsewhere = makeSession();
    share(desk, roomKey(elsewhere, otherRoomId));
    share(desk, roomKey(session, roomId));
    await honest();
    const said = sealForRoom(desk, elsewhere, text('said to somebody else', otherRoomId));
    await canBeRead(said, { in: otherRoomId });
    arrives('$1', said);
    arrives('$2', sealForRoom(desk, session, text('said to somebody else', otherRoomId)));
    await vi.waitFor(() => expect(shown()).toHaveLength(3));
    expect(shown()).toEqual([
      ['$honest', 'until Thursday'],
      ['$1', 'withheld'],
      ['$2', 'withheld'],
    ]);
  });

  test('a second time what was said once, under another id', async () => {
    share(desk, roomKey(session, roomId));
    await honest();
    const yes = sealForRoom(desk, session, text('yes'));
    arrives('$1', yes);
    arrives('$2', yes);
    await honest('$last');
    expect(shown()).toEqual([
      ['$honest', 'until Thursday'],
      ['$1', 'yes'],
      ['$last', 'until Thursday'],
    ]);
  });

  test('what was written before the key was shared', async () => {
    const before = sealForRoom(desk, session, text('not for you'));
    share(desk, roomKey(session, roomId));
    await honest();
    arrives('$before', before);
    await vi.waitFor(() => expect(shown()).toHaveLength(2));
    expect(shown()).toContainEqual(['$before', 'withheld']);
  });

  test('what a device wrote that the server has added, whatever it says of itself', async () => {
    const added = new ForeignDevice(people.server, { userId: clinicianId, deviceId: 'ADDED' });
    await added.publish(added.describe());
    await refreshKeys(guest, clinicianId);
    await added.meet({ userId: guestId, deviceId: 'GUEST' });
    share(added, roomKey(session, roomId));
    const forged = sealForRoom(added, session, text('forged'));
    await canBeRead(forged);
    arrives('$1', forged);
    arrives('$2', {
      ...sealForRoom(added, session, text('forged')),
      sender_key: desk.keys.curve25519,
      device_id: 'DESK',
    });
    const own = makeSession();
    share(desk, roomKey(own, roomId));
    await honest('$honest', own);
    expect(shown()).toEqual([
      ['$1', 'withheld'],
      ['$2', 'withheld'],
      ['$honest', 'until Thursday'],
    ]);
  });

  test('what another user of the server wrote, brought in the clinician’s name', async () => {
    const intruder = makeForeignIdentity(intruderId);
    const evil = new ForeignDevice(people.server, { userId: intruderId, deviceId: 'EVIL' });
    await evil.publish(intruder.signDevice(evil.describe()));
    await evil.ask('keys/device_signing/upload', intruder.published);
    await followDevices(guest, intruderId);
    await evil.meet({ userId: guestId, deviceId: 'GUEST' });
    share(evil, roomKey(session, roomId), intruderId);
    const forged = sealForRoom(evil, session, text('forged'));
    await canBeRead(forged, { sender: intruderId });
    arrives('$1', forged);
    const own = makeSession();
    share(desk, roomKey(own, roomId));
    await honest('$honest', own);
    expect(shown()).toEqual([
      ['$1', 'withheld'],
      ['$honest', 'until Thursday'],
    ]);
  });
});
