import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { followDevices, refreshKeys, signMasterKey } from './identity.ts';
import { type OlmChannel, openOlmChannel, type RecipientRule } from './olm-channel.ts';
import type { OpenClient } from './open-client.ts';
import { publishIdentity } from './publish-identity.ts';
import {
  clinicianId,
  device,
  guestId,
  intruderId,
  type PaperPeople,
  paperPeople,
} from './testing/paper-people.ts';

const type = 'de.sprechzimmer.test';
const TestSchema = v.strictObject({ n: v.number() });

let people: PaperPeople;
let clinician: OpenClient;
let guest: OpenClient;
let channel: OlmChannel;
let clinicianKey: Uint8Array<ArrayBuffer>;
let heard: number[];
let pauses: number[];

/** A guest who has recognised the clinician and listens. */
beforeEach(async () => {
  people = paperPeople();
  clinician = await people.person(clinicianId, 'DESK', 'clinician');
  guest = await people.person(guestId, 'GUEST', 'guest');
  clinicianKey = await publishIdentity(clinician);
  toKnown = { signedUnder: await publishIdentity(guest) };
  await Promise.all([followDevices(guest, clinicianId), followDevices(clinician, guestId)]);
  await signMasterKey(guest, clinicianId, clinicianKey);
  pauses = [];
  channel = openOlmChannel(guest, { nowMs: () => 0, pause: async (ms) => void pauses.push(ms) });
  channel.pin(clinicianId, clinicianKey);
  heard = [];
  channel.receive(type, TestSchema, 'verified', (_, { n }) => void heard.push(n));
  await guest.start();
});
afterEach(() => people.end());

const toGuest = [{ userId: guestId, deviceId: device('GUEST') }];

/** The guest has not been signed by anybody here. */
let toKnown: RecipientRule;

describe('what is heard', () => {
  test('messages of the verified clinician, in the order they were sent', async () => {
    const desk = openOlmChannel(clinician);
    for (const n of [1, 2, 3]) await desk.send(type, { n }, toGuest, toKnown);
    await vi.waitFor(() => expect(heard).toEqual([1, 2, 3]));
    expect([...channel.dropped]).toEqual([]);
  });

  test('a second device of the clinician that is signed the moment after its first word, from the next word on', async () => {
    const second = await people.person(clinicianId, 'SECOND', 'clinician');
    for (const request of await second.machine.outgoingRequests()) await second.send(request);
    await followDevices(second, guestId);
    const desk = openOlmChannel(second);
    await desk.send(type, { n: 1 }, toGuest, toKnown);
    await vi.waitFor(() => expect(channel.dropped.get('unknown-device')).toBe(1));
    await followDevices(clinician, clinicianId);
    await refreshKeys(clinician, clinicianId);
    await clinician.crypto.crossSignDevice('SECOND');
    await desk.send(type, { n: 2 }, toGuest, toKnown);
    await vi.waitFor(() => expect(heard).toEqual([2]));
    // The keys had been asked for this very moment: the word waited until they could be asked for again.
    expect(pauses).toEqual([5_000]);
  });
});

test('a proof that arrives before the desk is up is heard as soon as it is', async () => {
  const early = openOlmChannel(guest, { keep: ['de.sprechzimmer.early'] });
  early.pin(clinicianId, clinicianKey);
  const desk = openOlmChannel(clinician);
  await desk.send('de.sprechzimmer.early', { n: 1 }, toGuest, toKnown);
  await desk.send(type, { n: 2 }, toGuest, toKnown);
  await vi.waitFor(() => expect(heard).toEqual([2]));
  await early.caughtUp();
  early.receive('de.sprechzimmer.early', TestSchema, 'verified', (_, { n }) => void heard.push(n));
  await early.caughtUp();
  expect(heard).toEqual([2, 1]);
});

test('nobody pushes a proof out of what is kept for the desk by messages in clear', async () => {
  const early = openOlmChannel(guest, { keep: ['de.sprechzimmer.early'] });
  early.pin(clinicianId, clinicianKey);
  for (let n = 0; n < 300; n += 1) {
    const sender = n % 2 === 0 ? clinicianId : `@stranger-${n}:practice.test`;
    people.server.inject(guestId, 'GUEST', { sender, type: 'de.sprechzimmer.early', content: { n } });
  }
  await vi.waitFor(() => expect(early.dropped.get('clear')).toBeGreaterThan(150));
  const desk = openOlmChannel(clinician);
  await desk.send('de.sprechzimmer.early', { n: 7 }, toGuest, toKnown);
  await desk.send(type, { n: 2 }, toGuest, toKnown);
  await vi.waitFor(() => expect(heard).toEqual([2]));
  await early.caughtUp();
  early.receive('de.sprechzimmer.early', TestSchema, 'verified', (_, { n }) => void heard.push(n));
  await early.caughtUp();
  expect(heard).toEqual([2, 7]);
});

test('a message that still waits for the homeserver when the channel is closed is not sent any more', async () => {
  const desk = openOlmChannel(clinician);
  const sending = desk.send(type, { n: 1 }, toGuest, toKnown);
  desk.close();
  await expect(sending).rejects.toThrow();
  const again = openOlmChannel(clinician);
  await again.send(type, { n: 2 }, toGuest, toKnown);
  await vi.waitFor(() => expect(heard).toEqual([2]));
});

describe('what is dropped and counted', () => {
  test('a message that came in clear, although it says it is from the clinician', async () => {
    people.server.inject(guestId, 'GUEST', { sender: clinicianId, type, content: { n: 1 } });
    await vi.waitFor(() => expect(channel.dropped.get('clear')).toBe(1));
    expect(heard).toEqual([]);
  });

  test('a message of somebody who is encrypted and signed, but not who was compared with the link', async () => {
    const intruder = await people.person(intruderId, 'EVIL', 'clinician');
    await publishIdentity(intruder);
    await followDevices(intruder, guestId);
    await followDevices(guest, intruderId);
    await openOlmChannel(intruder).send(type, { n: 1 }, toGuest, toKnown);
    await vi.waitFor(() => expect(channel.dropped.get('not-verified')).toBe(1));
    expect(heard).toEqual([]);
  });

  test('a message from a device that somebody added to the clinician’s account', async () => {
    const added = await people.person(clinicianId, 'ADDED', 'clinician');
    for (const request of await added.machine.outgoingRequests()) await added.send(request);
    await followDevices(added, guestId);
    await openOlmChannel(added).send(type, { n: 1 }, toGuest, toKnown);
    await openOlmChannel(clinician).send(type, { n: 2 }, toGuest, toKnown);
    await vi.waitFor(() => expect(heard).toEqual([2]));
  });

  test('a message under a pin that is another key, verified or not', async () => {
    channel.pin(
      clinicianId,
      clinicianKey.map((byte) => byte ^ 1),
    );
    await openOlmChannel(clinician).send(type, { n: 1 }, toGuest, toKnown);
    await vi.waitFor(() => expect(channel.dropped.get('not-verified')).toBe(1));
    expect(heard).toEqual([]);
  });

  test('a message in another form than agreed', async () => {
    await openOlmChannel(clinician).send(type, { n: 'one' }, toGuest, toKnown);
    await vi.waitFor(() => expect(channel.dropped.get('malformed')).toBe(1));
    expect(heard).toEqual([]);
  });
});

test('nothing is sent when one of the devices it is for is not known', async () => {
  const desk = openOlmChannel(clinician);
  const devices = [...toGuest, { userId: guestId, deviceId: device('UNKNOWN') }];
  await expect(desk.send(type, { n: 1 }, devices, toKnown)).rejects.toThrow(/not known/);
  expect(people.server.asked.some((path) => path.startsWith('sendToDevice'))).toBe(false);
});
