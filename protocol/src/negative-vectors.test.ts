/** `vectors/v1-negative.json`: what every implementation has to refuse. Ours does. */

import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { fromHex, toHex } from './bytes.ts';
import { DeviceIdSchema, InvitationIdSchema, KindSchema, RoomIdSchema, UserIdSchema } from './ids.ts';
import { makeLinkSecret, readFragment } from './link.ts';
import { verifyClinicianTag, verifyGuestTag } from './proof.ts';
import { vector } from './testing.ts';
import { checkWordsCommit } from './words.ts';

const ChangeSchema = v.object({
  why: v.string(),
  change: v.record(v.string(), v.union([v.string(), v.number()])),
});
const cases = v.parse(
  v.object({
    about: v.string(),
    links: v.array(
      v.object({
        why: v.string(),
        fragment: v.string(),
        pathname: v.optional(v.string()),
        fault: v.string(),
      }),
    ),
    terms: v.array(ChangeSchema),
    proofs: v.array(ChangeSchema),
    confirmations: v.array(ChangeSchema),
    commitments: v.array(ChangeSchema),
  }),
  JSON.parse(readFileSync(new URL('../vectors/v1-negative.json', import.meta.url), 'utf8')),
);
const example: unknown = JSON.parse(readFileSync(new URL('../vectors/v1.json', import.meta.url), 'utf8'));

/** The worked example with these fields changed. */
function changed(change: Readonly<Record<string, string | number>>) {
  const all = { ...v.parse(v.record(v.string(), v.union([v.string(), v.number()])), example), ...change };
  const text = (name: string) => String(all[name]);
  const bytes = (name: string) => fromHex(text(name));
  return {
    text,
    bytes,
    facts: {
      id: v.parse(InvitationIdSchema, text('id')),
      roomId: v.parse(RoomIdSchema, text('room_id')),
      clinician: v.parse(UserIdSchema, text('clinician_user')),
      clinicianMasterKey: bytes('clinician_msk'),
      guest: v.parse(UserIdSchema, text('guest_user')),
      guestMasterKey: bytes('guest_msk'),
      guestDevice: v.parse(DeviceIdSchema, text('guest_device')),
      guestEd25519: bytes('guest_ed25519'),
      guestCurve25519: bytes('guest_curve25519'),
    },
    device: {
      device: v.parse(DeviceIdSchema, text('clinician_device')),
      ed25519: bytes('clinician_ed25519'),
    },
    notBefore: Number(all['not_before']),
    notAfter: Number(all['not_after']),
  };
}

const isProven = ({ facts, bytes }: ReturnType<typeof changed>) =>
  verifyGuestTag({ guestKey: bytes('k_guest') }, facts, bytes('tag_guest'));
const isConfirmed = ({ facts, bytes, device }: ReturnType<typeof changed>) =>
  verifyClinicianTag(
    { clinicianKey: bytes('k_clinician') },
    facts,
    bytes('tag_guest'),
    device,
    bytes('tag_clinician'),
  );
const isOpened = ({ text, bytes }: ReturnType<typeof changed>) =>
  checkWordsCommit(
    {
      transcriptHash: bytes('transcript_sha256'),
      callId: text('call_id'),
      fingerprintClinician: bytes('fp_clinician'),
      nonceClinician: bytes('words_nonce_c'),
    },
    bytes('words_commit'),
  );
const secretOf = async ({ text, bytes, notBefore, notAfter }: ReturnType<typeof changed>) =>
  toHex(
    await makeLinkSecret(bytes('k_book'), {
      nonce: bytes('nonce'),
      kind: v.parse(KindSchema, text('kind')),
      notBefore,
      notAfter,
    }),
  );

test('the example itself is accepted, so that each refusal below has one reason', async () => {
  const example = changed({});
  expect(await readFragment(vector.fragment)).toMatchObject({ ok: true });
  expect(await secretOf(example)).toBe(toHex(vector.s));
  expect([await isProven(example), await isConfirmed(example), await isOpened(example)]).toEqual([
    true,
    true,
    true,
  ]);
});

test.each(cases.links)('a link is not read: $why', async ({ fragment, pathname, fault }) => {
  expect(await readFragment(fragment, pathname)).toEqual({ ok: false, fault });
});

test.each(cases.terms)('a link follows from its terms alone: $why', async ({ change }) => {
  expect(await secretOf(changed(change))).not.toBe(toHex(vector.s));
});

describe('is refused', () => {
  test.each(cases.proofs)('a proof: $why', async ({ change }) => {
    expect(await isProven(changed(change))).toBe(false);
  });
  test.each(cases.confirmations)('a confirmation: $why', async ({ change }) => {
    expect(await isConfirmed(changed(change))).toBe(false);
  });
  test.each(cases.commitments)('a commitment: $why', async ({ change }) => {
    expect(await isOpened(changed(change))).toBe(false);
  });
});
