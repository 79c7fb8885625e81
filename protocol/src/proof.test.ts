import { describe, expect, test } from 'vitest';
import { toHex } from './bytes.ts';
import type { DeviceId, InvitationId, RoomId, UserId } from './ids.ts';
import {
  type ProofFacts,
  tagClinician,
  tagGuest,
  transcript,
  transcriptHash,
  verifyClinicianTag,
  verifyGuestTag,
} from './proof.ts';
import { bitFlips, charFlips, clinicianDevice, facts, vector } from './testing.ts';

const guestKeys = { guestKey: vector.k_guest };
const clinicianKeys = { clinicianKey: vector.k_clinician };

/** Every proof that differs from the worked example in one bit of one field. */
const otherFacts: readonly (readonly [keyof ProofFacts, ProofFacts])[] = [
  ...bitFlips(facts.clinicianMasterKey).map(
    (key) => ['clinicianMasterKey', { ...facts, clinicianMasterKey: key }] as const,
  ),
  ...bitFlips(facts.guestMasterKey).map(
    (key) => ['guestMasterKey', { ...facts, guestMasterKey: key }] as const,
  ),
  ...bitFlips(facts.guestEd25519).map((key) => ['guestEd25519', { ...facts, guestEd25519: key }] as const),
  ...bitFlips(facts.guestCurve25519).map(
    (key) => ['guestCurve25519', { ...facts, guestCurve25519: key }] as const,
  ),
  ...charFlips(facts.roomId).map((id) => ['roomId', { ...facts, roomId: id as RoomId }] as const),
  ...charFlips(facts.clinician).map((id) => ['clinician', { ...facts, clinician: id as UserId }] as const),
  ...charFlips(facts.guest).map((id) => ['guest', { ...facts, guest: id as UserId }] as const),
  ...charFlips(facts.guestDevice).map(
    (id) => ['guestDevice', { ...facts, guestDevice: id as DeviceId }] as const,
  ),
  ['id', { ...facts, id: `${facts.id.slice(0, -1)}c` as InvitationId }],
];

describe('the worked example', () => {
  test('transcript and its hash', async () => {
    expect(toHex(transcript(facts))).toBe(vector.transcript);
    expect(toHex(await transcriptHash(facts))).toBe(vector.transcript_sha256);
  });
  test('the guest proves itself, the clinician confirms', async () => {
    expect(await tagGuest(guestKeys, facts)).toEqual(vector.tag_guest);
    expect(await tagClinician(clinicianKeys, facts, vector.tag_guest, clinicianDevice)).toEqual(
      vector.tag_clinician,
    );
    expect(await verifyGuestTag(guestKeys, facts, vector.tag_guest)).toBe(true);
    expect(
      await verifyClinicianTag(clinicianKeys, facts, vector.tag_guest, clinicianDevice, vector.tag_clinician),
    ).toBe(true);
  });
});

describe('nobody else can use the proof', () => {
  test('it holds for no other room, person, device or key: one bit is enough', async () => {
    for (const [field, other] of otherFacts)
      expect([field, await verifyGuestTag(guestKeys, other, vector.tag_guest)]).toEqual([field, false]);
  });
  test('nor does the confirmation', async () => {
    for (const [field, other] of otherFacts)
      expect([
        field,
        await verifyClinicianTag(
          clinicianKeys,
          other,
          vector.tag_guest,
          clinicianDevice,
          vector.tag_clinician,
        ),
      ]).toEqual([field, false]);
  });
  test('the confirmation holds for one device and one tag of the guest only', async () => {
    const check = (tag: typeof vector.tag_guest, device: typeof clinicianDevice) =>
      verifyClinicianTag(clinicianKeys, facts, tag, device, vector.tag_clinician);
    for (const tag of bitFlips(vector.tag_guest)) expect(await check(tag, clinicianDevice)).toBe(false);
    for (const ed25519 of bitFlips(clinicianDevice.ed25519))
      expect(await check(vector.tag_guest, { ...clinicianDevice, ed25519 })).toBe(false);
    expect(await check(vector.tag_guest, { ...clinicianDevice, device: 'DRDEW' as DeviceId })).toBe(false);
  });
});

describe('a forged tag', () => {
  test('with any bit changed is refused', async () => {
    for (const tag of bitFlips(vector.tag_guest))
      expect(await verifyGuestTag(guestKeys, facts, tag)).toBe(false);
    for (const tag of bitFlips(vector.tag_clinician))
      expect(await verifyClinicianTag(clinicianKeys, facts, vector.tag_guest, clinicianDevice, tag)).toBe(
        false,
      );
  });
  test('that is shorter, longer or empty is refused', async () => {
    for (const tag of [vector.tag_guest.slice(0, 31), new Uint8Array(33), new Uint8Array()])
      expect(await verifyGuestTag(guestKeys, facts, tag)).toBe(false);
  });
  test('the other side’s tag is refused: they cannot be swapped or sent back', async () => {
    expect(await verifyGuestTag(guestKeys, facts, vector.tag_clinician)).toBe(false);
    expect(await verifyGuestTag({ guestKey: vector.k_clinician }, facts, vector.tag_guest)).toBe(false);
    expect(
      await verifyClinicianTag(clinicianKeys, facts, vector.tag_guest, clinicianDevice, vector.tag_guest),
    ).toBe(false);
  });
  test('made with another link is refused', async () => {
    for (const guestKey of bitFlips(vector.k_guest))
      expect(await verifyGuestTag({ guestKey }, facts, vector.tag_guest)).toBe(false);
  });
});
