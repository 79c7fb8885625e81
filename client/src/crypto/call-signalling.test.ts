import { DeviceIdSchema, RoomIdSchema, type UserId } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { inviteMessage } from '../call/testing/messages.ts';
import { callSignalling } from './call-signalling.ts';
import { followDevices, signMasterKey } from './identity.ts';
import { openOlmChannel } from './olm-channel.ts';
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

const roomId = v.parse(RoomIdSchema, '!visit:practice.test');
const desk = { userId: clinicianId, deviceId: device('DESK') };
let people: PaperPeople;
let clinician: OpenClient;
let clinicianKey: Uint8Array<ArrayBuffer>;

beforeEach(async () => {
  people = paperPeople();
  clinician = await people.person(clinicianId, 'DESK', 'clinician');
  clinicianKey = await publishIdentity(clinician);
});
afterEach(() => people.end());

/** A patient whom this clinician has verified, ready to write to them. */
const patient = async (userId: UserId) => {
  const open = await people.person(userId, 'GUEST', 'guest');
  const key = await publishIdentity(open);
  await Promise.all([followDevices(clinician, userId), followDevices(open, clinicianId)]);
  await signMasterKey(clinician, userId, key);
  return { open, key };
};

test('a patient in another room cannot fill this call with their messages', async () => {
  const [own, other] = [await patient(guestId), await patient(intruderId)];
  const channel = openOlmChannel(clinician);
  channel.pin(guestId, own.key);
  channel.pin(intruderId, other.key);
  const heard: string[] = [];
  callSignalling(clinician, channel, roomId, new Set([clinicianId, guestId])).onMessage(
    ({ userId }) => void heard.push(userId),
  );
  await clinician.start();
  const { type, content } = inviteMessage();
  const message = { ...content, party_id: v.parse(DeviceIdSchema, 'GUEST') };
  for (const { open } of [other, own])
    await openOlmChannel(open).send(type, message, [desk], { signedUnder: clinicianKey });
  await vi.waitFor(() => expect(heard).toContain(guestId));
  expect(heard).toEqual([guestId]);
});
