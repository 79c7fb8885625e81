import { DeviceId, OlmMachine, UserId } from '@matrix-org/matrix-sdk-crypto-wasm';
import { MatrixClient } from 'matrix-js-sdk';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { insideOf, makeOwn } from './crypto-inside.ts';
import {
  followDevices,
  isPinnedAndSigned,
  MasterKeyDiffers,
  masterKeyOf,
  signMasterKey,
} from './identity.ts';
import { publishIdentity } from './publish-identity.ts';
import { clinicianId, guestId, intruderId, type PaperPeople, paperPeople } from './testing/paper-people.ts';

let people: PaperPeople;
beforeEach(() => {
  people = paperPeople();
});
afterEach(() => people.end());

describe('the SDK still keeps its crypto where the adapter looks for it', () => {
  test('machine and request processor are found', async () => {
    const guest = await people.person(guestId, 'GUEST', 'guest');
    expect(insideOf(guest.client).machine).toBeInstanceOf(OlmMachine);
  });
  test('a machine that is opened later is heard like the first', async () => {
    const guest = await people.person(guestId, 'GUEST', 'guest');
    const later = await OlmMachine.initialize(new UserId(guestId), new DeviceId('GUEST'));
    makeOwn(guest.client, later);
    expect(later.roomKeyRequestsEnabled).toBe(false);
    expect(() => makeOwn(new MatrixClient({ baseUrl: 'https://practice.test' }), later)).toThrow(/listens/);
    later.close();
  });
  test('a client without crypto is an error at once, not a failure in the middle of a visit', () => {
    expect(() => insideOf(new MatrixClient({ baseUrl: 'https://practice.test' }))).toThrow(/somewhere else/);
  });
});

describe('recognising somebody', () => {
  test('signing exactly the key that was compared makes every device under it verified', async () => {
    const clinician = await people.person(clinicianId, 'DESK', 'clinician');
    const guest = await people.person(guestId, 'GUEST', 'guest');
    const masterKey = await publishIdentity(clinician);
    await publishIdentity(guest);
    await followDevices(guest, clinicianId);
    expect(await isPinnedAndSigned(guest, clinicianId, masterKey)).toBe(false);
    await signMasterKey(guest, clinicianId, masterKey);
    expect(await isPinnedAndSigned(guest, clinicianId, masterKey)).toBe(true);
    const status = await guest.crypto.getDeviceVerificationStatus(clinicianId, 'DESK');
    expect(status?.crossSigningVerified).toBe(true);
  });

  test('a server that exchanges all of a clinician’s keys is found out, and nothing is signed', async () => {
    const clinician = await people.person(clinicianId, 'DESK', 'clinician');
    const intruder = await people.person(intruderId, 'DESK2', 'clinician');
    const guest = await people.person(guestId, 'GUEST', 'guest');
    const masterKey = await publishIdentity(clinician);
    await publishIdentity(intruder);
    await publishIdentity(guest);
    people.server.shownInsteadOf.set(clinicianId, intruderId);
    await expect(signMasterKey(guest, clinicianId, masterKey)).rejects.toThrow(MasterKeyDiffers);
    await followDevices(guest, clinicianId);
    await expect(signMasterKey(guest, clinicianId, masterKey)).rejects.toThrow(MasterKeyDiffers);
    expect(await masterKeyOf(guest, clinicianId)).not.toEqual(masterKey);
  });
});

test('a guest publishes its identity in three requests, and again after a crash without making another', async () => {
  const guest = await people.person(guestId, 'GUEST', 'guest');
  const first = await publishIdentity(guest);
  expect(people.server.asked.filter((path) => path.startsWith('keys/')).sort()).toEqual([
    'keys/device_signing/upload',
    'keys/signatures/upload',
    'keys/upload',
  ]);
  expect(await publishIdentity(guest)).toEqual(first);
});
