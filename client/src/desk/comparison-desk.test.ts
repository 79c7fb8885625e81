/** Clinician and guest compare pictures, with real crypto on a homeserver that can lie. */

import { signal } from '@preact/signals';
import {
  type Bytes,
  InvitationIdSchema,
  ProofContentSchema,
  RoomIdSchema,
  toHex,
  transcriptHash,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { ComparisonView } from '../crypto/comparison-view.ts';
import {
  deviceOf,
  followDevices,
  isPinnedAndSigned,
  type KnownDevice,
  signMasterKey,
} from '../crypto/identity.ts';
import { type OlmChannel, openOlmChannel } from '../crypto/olm-channel.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import { publishIdentity } from '../crypto/publish-identity.ts';
import {
  clinicianId,
  device,
  guestId,
  intruderId,
  type PaperPeople,
  paperPeople,
} from '../crypto/testing/paper-people.ts';
import { type GuestComparison, guestComparison } from '../guest/comparison.ts';
import { type ComparisonDesk, comparisonDesk, type UncheckedProof } from './comparison-desk.ts';

const id = v.parse(InvitationIdSchema, 'f20faeacfab41273a7246ccb457091ad');
const roomId = v.parse(RoomIdSchema, '!room:practice.test');

let people: PaperPeople;
let clinician: OpenClient;
let guest: OpenClient;
let channels: { desk: OlmChannel; guest: OlmChannel };
let clinicianKey: Bytes;
let guestKey: Bytes;
let desk: ComparisonDesk;
let side: GuestComparison;
let unchecked: UncheckedProof;
const confirmed = signal(false);
let told: string[];

beforeEach(async () => {
  people = paperPeople();
  clinician = await people.person(clinicianId, 'DESK', 'clinician');
  guest = await people.person(guestId, 'GUEST', 'guest');
  clinicianKey = await publishIdentity(clinician);
  guestKey = await publishIdentity(guest);
  await Promise.all([followDevices(guest, clinicianId), followDevices(clinician, guestId)]);
  await signMasterKey(guest, clinicianId, clinicianKey);
  channels = { desk: openOlmChannel(clinician), guest: openOlmChannel(guest) };
  channels.guest.pin(clinicianId, clinicianKey);
  told = [];
  confirmed.value = false;
  const from = await known(clinician);
  const h = toHex(
    await transcriptHash({
      id,
      roomId,
      clinician: clinicianId,
      clinicianMasterKey: clinicianKey,
      guest: guestId,
      guestMasterKey: guestKey,
      guestDevice: from.deviceId,
      guestEd25519: from.ed25519,
      guestCurve25519: from.curve25519,
    }),
  );
  const proof = v.parse(ProofContentSchema, {
    v: 1,
    id,
    room_id: roomId,
    device_id: 'GUEST',
    tag: 'a'.repeat(64),
  });
  unchecked = { roomId, guestUserId: guestId, from, proof, guestMasterKey: guestKey, h };
  desk = comparisonDesk({
    open: clinician,
    channel: channels.desk,
    onSame: () => told.push('desk: same'),
    onDiffer: () => told.push('desk: differ'),
  });
  side = guestComparison({
    open: guest,
    channel: channels.guest,
    clinician: clinicianId,
    pin: clinicianKey,
    ownHash: () => h,
    confirmed,
    hasCompared: () => told.includes('guest: same'),
    keepCompared: async () => void told.push('guest: same'),
    onKnown: () => told.push('guest: known'),
    onDiffer: () => told.push('guest: differ'),
  });
  await Promise.all([clinician.start(), guest.start()]);
});
afterEach(() => {
  desk.close();
  side.close();
  people.end();
});

async function known(by: OpenClient): Promise<KnownDevice> {
  const found = await deviceOf(by, guestId, device('GUEST'));
  if (!found) throw new Error('the guest is not known');
  return found;
}
const hint = { roomId, guestUserId: guestId };
const atDesk = (): ComparisonView => {
  const view = desk.of(hint);
  if (!view) throw new Error('nothing to compare at the desk');
  return view;
};
const atGuest = (): ComparisonView => {
  const view = side.view.value;
  if (!view) throw new Error('nothing to compare with the guest');
  return view;
};
const becomes = (view: () => ComparisonView, state: string) =>
  expect.poll(() => view().state.value.state, { timeout: 10_000 }).toBe(state);

/** Both look at the pictures. */
async function bothLook(): Promise<void> {
  await desk.add(unchecked);
  await expect.poll(() => side.view.value !== undefined).toBe(true);
  await atDesk().begin();
  await becomes(atGuest, 'asked');
  await atGuest().begin();
  await Promise.all([becomes(atDesk, 'compare'), becomes(atGuest, 'compare')]);
}

describe('where the link cannot be checked', () => {
  test('both are told that nothing is compared yet, and nobody is asked before the clinician says so', async () => {
    await desk.add(unchecked);
    await becomes(atGuest, 'needed');
    expect(atDesk().state.value).toEqual({ state: 'needed' });
    expect(told).toEqual([]);
  });

  test('nothing is proven before both have said that the pictures are the same', async () => {
    await bothLook();
    await atDesk().theyMatch();
    await becomes(atDesk, 'waiting');
    expect(told).toEqual([]);
    expect(await isPinnedAndSigned(clinician, guestId, guestKey)).toBe(false);
    await atGuest().theyMatch();
    await expect.poll(() => [...told].sort(), { timeout: 10_000 }).toEqual(['desk: same', 'guest: same']);
    expect(await isPinnedAndSigned(clinician, guestId, guestKey)).toBe(true);
    expect(desk.of(hint)).toBeUndefined();
    expect(desk.uncompared.value).toEqual([]);
  });

  test('different pictures end it on both sides, for good', async () => {
    await bothLook();
    await atGuest().theyMatch();
    await atDesk().theyDiffer();
    await expect.poll(() => [...told].sort(), { timeout: 10_000 }).toEqual(['desk: differ', 'guest: differ']);
    expect(await isPinnedAndSigned(clinician, guestId, guestKey)).toBe(false);
    expect(desk.hasDiffered(guestId)).toBe(true);
    await atDesk().begin();
    expect(atDesk().state.value).toEqual({ state: 'differ' });
    expect(atGuest().state.value).toEqual({ state: 'differ' });
  });

  test('whoever stops it can begin again', async () => {
    await desk.add(unchecked);
    await expect.poll(() => side.view.value !== undefined).toBe(true);
    await atDesk().begin();
    await becomes(atGuest, 'asked');
    await atGuest().cancel();
    await expect.poll(() => atDesk().state.value).toEqual({ state: 'needed', last: 'stopped' });
    expect(told).toEqual([]);
    await atDesk().begin();
    await becomes(atGuest, 'asked');
  });
});

describe('a server that wants to be the one compared with', () => {
  test('a guest whose keys were exchanged after the proof is not the one who is recognised', async () => {
    await bothLook();
    // What was compared stays the patient's key; what the desk had noted with the proof was another.
    const other = {
      ...unchecked,
      guestMasterKey: new Uint8Array(unchecked.guestMasterKey.map((byte) => byte ^ 1)),
    };
    desk.remove(guestId);
    await atDeskOf(other);
    expect(told).not.toContain('desk: same');
  });

  async function atDeskOf(other: UncheckedProof): Promise<void> {
    await becomesNothing();
    // The word cannot even be sent to a device under another key than the one that was noted.
    await expect(desk.add(other)).rejects.toThrow();
    await desk.of(hint)?.begin();
    await expect.poll(() => side.view.value?.state.value.state, { timeout: 10_000 }).toBe('asked');
    await atGuest().begin();
    await Promise.all([becomes(atDesk, 'compare'), becomes(atGuest, 'compare')]);
    await Promise.all([atDesk().theyMatch(), atGuest().theyMatch()]);
    await becomes(atDesk, 'differ');
    expect(told).toContain('desk: differ');
  }
  async function becomesNothing(): Promise<void> {
    await atGuest().cancel();
    await becomes(atGuest, 'needed');
  }

  test('a guest is asked by no one but a device of the clinician that has said why', async () => {
    const intruder = await people.person(intruderId, 'DEVIL', 'guest');
    await publishIdentity(intruder);
    await followDevices(intruder, guestId);
    await intruder.start();
    await intruder.crypto.requestDeviceVerification(guestId, 'GUEST');
    await clinician.crypto.requestDeviceVerification(guestId, 'GUEST');
    // Something that came after both of them has been heard: the two have been looked at.
    people.server.inject(guestId, 'GUEST', {
      sender: clinicianId,
      type: 'de.sprechzimmer.last',
      content: {},
    });
    await expect
      .poll(() => guest.crypto.getVerificationRequestsToDeviceInProgress(clinicianId).length)
      .toBe(1);
    expect(side.view.value).toBeUndefined();
  });

  test('saying "done" makes no guest believe it who has not compared', async () => {
    const word = { v: 1, h: unchecked.h, state: 'done' };
    const to = [{ userId: guestId, deviceId: device('GUEST') }];
    await channels.desk.send('de.sprechzimmer.compare', word, to, { signedUnder: guestKey });
    await desk.add(unchecked);
    await becomes(atGuest, 'needed');
    expect(told).toEqual([]);
  });
});
