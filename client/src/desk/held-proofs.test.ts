import { DeviceIdSchema, type ProofContent, ProofContentSchema, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { KnownDevice } from '../crypto/identity.ts';
import { heldProofs } from './held-proofs.ts';

const clinician = v.parse(UserIdSchema, '@dr:practice.test');
const guestName = (index: number) => `@guest-${String(index).padStart(20, '0')}:practice.test`;
const device = (userId: string, deviceId = 'GUEST'): KnownDevice => ({
  userId: v.parse(UserIdSchema, userId),
  deviceId: v.parse(DeviceIdSchema, deviceId),
  ed25519: new Uint8Array(32),
  curve25519: new Uint8Array(32),
  ownerSigned: true,
  verified: false,
});
const proof = (tag = 'a'.repeat(64)): ProofContent =>
  v.parse(ProofContentSchema, { v: 1, id: '0'.repeat(32), room_id: '!r', device_id: 'GUEST', tag });
const all = () => true;

test('a proof that has overtaken its room is judged as soon as the room is there', () => {
  const held = heldProofs(clinician);
  held.hold({ from: device(guestName(1)), proof: proof() });
  expect(held.take((guest) => guest === guestName(2))).toEqual([]);
  expect(held.take((guest) => guest === guestName(1))).toHaveLength(1);
  expect(held.take(all)).toEqual([]);
});

test('another patient with many devices does not push out anybody’s proof', () => {
  const held = heldProofs(clinician);
  held.hold({ from: device(guestName(1)), proof: proof() });
  for (let n = 0; n < 1_000; n += 1) held.hold({ from: device(guestName(2), `D${n}`), proof: proof() });
  const taken = held.take(all).map(({ from }) => from.userId);
  expect(taken).toContain(guestName(1));
  expect(taken.length).toBeLessThan(10);
});

test('whoever is no guest of this practice holds nothing up', () => {
  const held = heldProofs(clinician);
  for (const userId of [
    '@other-doctor:practice.test',
    '@guest-abcdefghijklmnopqrst:elsewhere.test',
    '@guest-1:practice.test',
  ])
    held.hold({ from: device(userId), proof: proof() });
  expect(held.take(all)).toEqual([]);
});

test('guests of weeks ago who never got a room do not keep today’s out', () => {
  const held = heldProofs(clinician);
  for (let n = 0; n < 1_000; n += 1) held.hold({ from: device(guestName(n)), proof: proof() });
  const taken = held.take(all);
  expect(taken.at(-1)?.from.userId).toBe(guestName(999));
  expect(taken.length).toBeLessThan(100);
});
