import {
  EncryptionSettings,
  RoomId as RustRoomId,
  UserId as RustUserId,
} from '@matrix-org/matrix-sdk-crypto-wasm';
import { MatrixEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { followDevices, signMasterKey } from '../crypto/identity.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import { publishIdentity } from '../crypto/publish-identity.ts';
import {
  clinicianId,
  guestId,
  intruderId,
  type PaperPeople,
  paperPeople,
} from '../crypto/testing/paper-people.ts';
import { readRoomCopy } from './room-copy.ts';

const room = '!visit:practice.test';
const ContentSchema = v.record(v.string(), v.unknown());
const ExportSchema = v.tuple([v.looseObject({ session_id: v.string() })]);

let people: PaperPeople;
let desk: OpenClient;
let guest: OpenClient;
let operator: OpenClient;

beforeEach(async () => {
  people = paperPeople();
  desk = await people.person(clinicianId, 'DESK', 'clinician');
  guest = await people.person(guestId, 'GUEST', 'guest');
  operator = await people.person(intruderId, 'EVIL', 'guest');
  await publishIdentity(desk);
  const key = await publishIdentity(guest);
  await publishIdentity(operator);
  await Promise.all([followDevices(desk, guestId), followDevices(guest, clinicianId)]);
  await signMasterKey(desk, guestId, key);
  await desk.start();
});
afterEach(() => people.end());

const shareKey = async (from: OpenClient, to: readonly RustUserId[]) => {
  for (const request of await from.machine.shareRoomKey(
    new RustRoomId(room),
    [...to],
    new EncryptionSettings(),
  ))
    await from.send(request);
};

const hello = async (from: OpenClient, name: string) => {
  const content = JSON.stringify({ v: 1, h: 'a'.repeat(64), name });
  const encrypted = await from.machine.encryptRoomEvent(
    new RustRoomId(room),
    'de.sprechzimmer.hello',
    content,
  );
  return v.parse(ContentSchema, JSON.parse(encrypted));
};

/** As the desk finds it in the room, said to be the guest's. */
const found = (content: Record<string, unknown>) =>
  vi.waitFor(async () => {
    const event = new MatrixEvent({
      type: 'm.room.encrypted',
      room_id: room,
      sender: guestId,
      event_id: '$1',
      origin_server_ts: 1,
      content,
    });
    await desk.client.decryptEventIfNeeded(event);
    expect(event.isDecryptionFailure()).toBe(false);
    return event;
  });

test('the name at the desk is the one the patient has given', async () => {
  const missing = await guest.machine.getMissingSessions([new RustUserId(clinicianId)]);
  if (missing) await guest.send(missing);
  await shareKey(guest, [new RustUserId(clinicianId)]);
  const event = await found(await hello(guest, 'Erika M.'));
  const copy = await readRoomCopy(desk, guestId, event);
  expect(copy?.content).toMatchObject({ name: 'Erika M.' });
});

test('nobody is given another name through a room key slipped into the key backup', async () => {
  await shareKey(operator, []);
  const content = await hello(operator, 'Somebody else');
  const [exported] = v.parse(ExportSchema, JSON.parse(await operator.machine.exportRoomKeys(() => true)));
  const { session_id, ...key } = exported;
  const slipped = {
    ...key,
    sender_key: guest.machine.identityKeys.curve25519.toBase64(),
    sender_claimed_keys: { ed25519: guest.machine.identityKeys.ed25519.toBase64() },
  };
  const backedUp = new Map([[new RustRoomId(room), new Map([[session_id, slipped]])]]);
  await desk.machine.importBackedUpRoomKeys(backedUp, () => undefined, '1');
  const event = await found(content);
  expect(event.getContent()).toMatchObject({ name: 'Somebody else' });
  expect(await readRoomCopy(desk, guestId, event)).toBeUndefined();
});
