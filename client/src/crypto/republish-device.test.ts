import * as v from 'valibot';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { deviceOf, followDevices, refreshKeys, signMasterKey } from './identity.ts';
import { openOlmChannel } from './olm-channel.ts';
import type { OpenClient } from './open-client.ts';
import { publishIdentity } from './publish-identity.ts';
import { ensurePublished } from './republish-device.ts';
import { clinicianId, device, guestId, type PaperPeople, paperPeople } from './testing/paper-people.ts';

const type = 'de.sprechzimmer.test';
const TestSchema = v.strictObject({ n: v.number() });
const desk = { userId: clinicianId, deviceId: device('DESK') };

let people: PaperPeople;
let clinician: OpenClient;
let guest: OpenClient;
let clinicianKey: Uint8Array<ArrayBuffer>;

beforeEach(async () => {
  people = paperPeople();
  clinician = await people.person(clinicianId, 'DESK', 'clinician');
  guest = await people.person(guestId, 'GUEST', 'guest');
  clinicianKey = await publishIdentity(clinician);
  const guestKey = await publishIdentity(guest);
  await Promise.all([followDevices(guest, clinicianId), followDevices(clinician, guestId)]);
  await Promise.all([
    signMasterKey(guest, clinicianId, clinicianKey),
    signMasterKey(clinician, guestId, guestKey),
  ]);
});
afterEach(() => people.end());

test('a desk whose session the server had ended can be written to again, as the device it always was', async () => {
  const before = await deviceOf(guest, clinicianId, desk.deviceId);
  people.server.forgetDevice(clinicianId, 'DESK');
  await refreshKeys(guest, clinicianId);
  expect(await deviceOf(guest, clinicianId, desk.deviceId)).toBeUndefined();

  await ensurePublished(clinician);
  await refreshKeys(guest, clinicianId);
  expect(await deviceOf(guest, clinicianId, desk.deviceId)).toEqual(before);
  expect(before?.verified).toBe(true);

  const heard: number[] = [];
  openOlmChannel(clinician).receive(type, TestSchema, 'owner-signed', (_, { n }) => void heard.push(n));
  await clinician.start();
  const channel = openOlmChannel(guest);
  channel.pin(clinicianId, clinicianKey);
  await channel.send(type, { n: 1 }, [desk], 'verified');
  await vi.waitFor(() => expect(heard).toEqual([1]));
});

test('a desk the server knows is left as it is', async () => {
  const uploads = () => people.server.asked.filter((path) => path.startsWith('keys/upload')).length;
  const before = uploads();
  await ensurePublished(clinician);
  expect(uploads()).toBe(before);
});
