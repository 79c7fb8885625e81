/** Our Olm channel, spoken to by another implementation than its own: libolm, honest and forging. */

import Olm from '@matrix-org/olm';
import { ClientEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { afterEach, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { deviceOf, followDevices, refreshKeys, signMasterKey } from '../../../client/src/crypto/identity.ts';
import { type OlmChannel, openOlmChannel } from '../../../client/src/crypto/olm-channel.ts';
import type { OpenClient } from '../../../client/src/crypto/open-client.ts';
import { publishIdentity } from '../../../client/src/crypto/publish-identity.ts';
import {
  clinicianId,
  device,
  guestId,
  intruderId,
  type PaperPeople,
  paperPeople,
} from '../../../client/src/crypto/testing/paper-people.ts';
import { ForeignDevice, type Json, type OlmPayload } from './foreign-device.ts';
import { type ForeignIdentity, makeForeignIdentity, type Signed } from './foreign-identity.ts';

const type = 'de.sprechzimmer.test';
const TestSchema = v.strictObject({ n: v.number() });
const guestAddress = { userId: guestId, deviceId: 'GUEST' };

let people: PaperPeople;
let guest: OpenClient;
let channel: OlmChannel;
/** The clinician's cross-signed device. */
let desk: ForeignDevice;
let identity: ForeignIdentity;
let heard: number[];
/** How many messages the guest could decrypt at all. */
let decrypted: number;

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
  channel = openOlmChannel(guest, { nowMs: () => 0 });
  channel.pin(clinicianId, identity.masterKey);
  heard = [];
  channel.receive(type, TestSchema, 'verified', (_, { n }) => void heard.push(n));
  decrypted = 0;
  guest.client.on(ClientEvent.ReceivedToDeviceMessage, () => {
    decrypted += 1;
  });
  await guest.start();
  await desk.meet(guestAddress);
});
afterEach(() => people.end());

const deliver = (content: Json, sender = clinicianId) =>
  people.server.inject(guestId, 'GUEST', { sender, type: 'm.room.encrypted', content });
const genuine = (n: number) => desk.payload(type, { n }, guestId);

/** Resolves when an honest message has arrived after everything before it. */
const honestOneArrives = async () => {
  deliver(desk.seal(genuine(100)));
  await vi.waitFor(() => expect(heard).toContain(100));
};

describe('an honest client of another make', () => {
  test('is heard when it runs on a device the clinician has signed', async () => {
    for (const n of [1, 2, 3]) deliver(desk.seal(genuine(n)));
    await vi.waitFor(() => expect(heard).toEqual([1, 2, 3]));
    expect([...channel.dropped]).toEqual([]);
  });

  test('can read what we send, and finds in it who sent it and for whom', async () => {
    await channel.send(type, { n: 7 }, [{ userId: clinicianId, deviceId: device('DESK') }], 'verified');
    const inbox = await people.server.fetchAs(clinicianId, 'DESK')('https://practice.test/v3/sync?timeout=0');
    const { to_device } = v.parse(
      v.object({ to_device: v.object({ events: v.array(v.object({ content: v.unknown() })) }) }),
      await inbox.json(),
    );
    const [message] = to_device.events;
    expect(desk.open(message?.content)).toMatchObject({
      type,
      content: { n: 7 },
      sender: guestId,
      recipient: clinicianId,
      recipient_keys: { ed25519: desk.keys.ed25519 },
      keys: { ed25519: guest.machine.identityKeys.ed25519.toBase64() },
    });
  });
});

describe('nobody is obeyed', () => {
  const forgeries: readonly [string, (honest: OlmPayload) => object][] = [
    ['who writes another sender into the message', (honest) => ({ ...honest, sender: intruderId })],
    ['who sends on what was meant for somebody else', (honest) => ({ ...honest, recipient: intruderId })],
    [
      'who sends on what was meant for another device',
      (honest) => ({ ...honest, recipient_keys: { ed25519: desk.keys.ed25519 } }),
    ],
    ['who names no device it is meant for', ({ recipient_keys: _, ...rest }) => rest],
    [
      'who claims another signing key than the one of the encrypting device',
      (honest) => ({ ...honest, keys: { ed25519: honest.recipient_keys.ed25519 } }),
    ],
  ];

  test.each(forgeries)('%s', async (_, forge) => {
    deliver(desk.seal(forge(genuine(1))));
    await honestOneArrives();
    expect(heard).toEqual([100]);
    expect(decrypted).toBe(1);
  });

  test('who lets the server name another sender', async () => {
    deliver(desk.seal(genuine(1)), intruderId);
    await honestOneArrives();
    expect(heard).toEqual([100]);
    expect(decrypted).toBe(1);
  });

  test('twice for one message that the server brings again, first of its session or later', async () => {
    const first = desk.seal(genuine(1));
    deliver(first);
    await vi.waitFor(() => expect(heard).toEqual([1]));
    deliver(first);
    const later = desk.seal(genuine(2));
    deliver(later);
    deliver(later);
    deliver(first);
    await honestOneArrives();
    expect(heard).toEqual([1, 2, 100]);
    expect(decrypted).toBe(3);
  });

  test('who changes one character of what was encrypted', async () => {
    const sealed = JSON.stringify(desk.seal(genuine(1)));
    const at = sealed.indexOf('"body":"') + 60;
    const other = sealed[at] === 'A' ? 'B' : 'A';
    deliver(
      v.parse(
        v.record(v.string(), v.unknown()),
        JSON.parse(sealed.slice(0, at) + other + sealed.slice(at + 1)),
      ),
    );
    await honestOneArrives();
    expect(heard).toEqual([100]);
    expect(decrypted).toBe(1);
  });
});

describe('a session of another device does not count as the clinician’s', () => {
  let added: ForeignDevice;
  beforeEach(() => {
    added = new ForeignDevice(people.server, { userId: clinicianId, deviceId: 'ADDED' });
  });
  /** The guest's browser sees it in the clinician's list, and it opens a session with that browser. */
  const enter = async (deviceKeys: Signed) => {
    await added.publish(deviceKeys);
    await refreshKeys(guest, clinicianId);
    await added.meet(guestAddress);
  };
  const said = () => added.payload(type, { n: 666 }, guestId);
  /** As if the desk had said it. */
  const asDesk = () => ({ ...said(), keys: { ed25519: desk.keys.ed25519 } });

  test('when the server has added the device to their account', async () => {
    await enter(added.describe());
    deliver(added.seal(said()));
    await vi.waitFor(() => expect(sum(channel.dropped)).toBe(1));
    await honestOneArrives();
    expect(heard).toEqual([100]);
  });

  test('when nobody knows the device, whatever its messages say of themselves', async () => {
    await added.meet(guestAddress);
    deliver(added.seal(asDesk()));
    await honestOneArrives();
    deliver({ ...added.seal(asDesk()), sender_key: desk.keys.curve25519 });
    deliver(added.seal({ ...asDesk(), sender_device_keys: desk.describe() }));
    deliver(added.seal({ ...said(), sender_device_keys: added.describe() }));
    deliver(desk.seal(genuine(101)));
    await vi.waitFor(() => expect(heard).toContain(101));
    expect(heard).toEqual([100, 101]);
    // The one that is honest about its keys (MSC4147) can be read, and is dropped by us.
    expect([decrypted, [...channel.dropped]]).toEqual([3, [['unknown-device', 1]]]);
  });

  test('when it is signed, but by an identity that is not the one compared with the link', async () => {
    const forged = makeForeignIdentity(clinicianId);
    await enter(forged.signDevice(added.describe()));
    deliver(added.seal(asDesk()));
    deliver(added.seal(said()));
    await vi.waitFor(() => expect(sum(channel.dropped)).toBe(1));
    expect((await deviceOf(guest, clinicianId, device('ADDED')))?.ownerSigned).toBe(false);
    await honestOneArrives();
    expect(heard).toEqual([100]);
  });

  test('and does so once the clinician has signed the device', async () => {
    // The same messages, honestly: what was dropped above was dropped for its reason alone.
    await enter(identity.signDevice(added.describe()));
    deliver(added.seal(added.payload(type, { n: 5 }, guestId)));
    await vi.waitFor(() => expect(heard).toEqual([5]));
  });
});

function sum(counts: ReadonlyMap<unknown, number>): number {
  return [...counts.values()].reduce((total, count) => total + count, 0);
}
