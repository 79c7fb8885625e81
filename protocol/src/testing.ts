/** The worked example of the trust protocol, for tests. */

import { readFileSync } from 'node:fs';
import * as v from 'valibot';
import { type Bytes, fromHex } from './bytes.ts';
import { DeviceIdSchema, InvitationIdSchema, KindSchema, RoomIdSchema, UserIdSchema } from './ids.ts';
import type { LinkTerms } from './link.ts';
import type { ClinicianDevice, ProofFacts } from './proof.ts';
import type { WordsInput } from './words.ts';

const HexSchema = v.pipe(
  v.string(),
  v.regex(/^(?:[0-9a-f]{2})+$/),
  v.transform((hex): Bytes => fromHex(hex)),
);

export const vector = v.parse(
  v.object({
    k_book: HexSchema,
    nonce: HexSchema,
    kind: KindSchema,
    not_before: v.number(),
    not_after: v.number(),
    s: HexSchema,
    clinician_msk: HexSchema,
    fragment: v.string(),
    id: InvitationIdSchema,
    redeem_token: HexSchema,
    redeem_hash: v.string(),
    k_guest: HexSchema,
    k_clinician: HexSchema,
    room_id: RoomIdSchema,
    clinician_user: UserIdSchema,
    guest_user: UserIdSchema,
    guest_msk: HexSchema,
    guest_device: DeviceIdSchema,
    guest_ed25519: HexSchema,
    guest_curve25519: HexSchema,
    transcript: v.string(),
    transcript_sha256: v.string(),
    tag_guest: HexSchema,
    clinician_device: DeviceIdSchema,
    clinician_ed25519: HexSchema,
    tag_clinician: HexSchema,
    call_id: v.string(),
    fp_clinician: HexSchema,
    fp_guest: HexSchema,
    words_nonce_c: HexSchema,
    words_nonce_g: HexSchema,
    words_commit: v.string(),
    words_bits_48: v.string(),
  }),
  JSON.parse(readFileSync(new URL('../vectors/v1.json', import.meta.url), 'utf8')),
);

export const terms: LinkTerms = {
  nonce: vector.nonce,
  kind: vector.kind,
  notBefore: vector.not_before,
  notAfter: vector.not_after,
};

export const facts: ProofFacts = {
  id: vector.id,
  roomId: vector.room_id,
  clinician: vector.clinician_user,
  clinicianMasterKey: vector.clinician_msk,
  guest: vector.guest_user,
  guestMasterKey: vector.guest_msk,
  guestDevice: vector.guest_device,
  guestEd25519: vector.guest_ed25519,
  guestCurve25519: vector.guest_curve25519,
};

export const clinicianDevice: ClinicianDevice = {
  device: vector.clinician_device,
  ed25519: vector.clinician_ed25519,
};

export const wordsInput: WordsInput = {
  transcriptHash: fromHex(vector.transcript_sha256),
  callId: vector.call_id,
  fingerprintClinician: vector.fp_clinician,
  fingerprintGuest: vector.fp_guest,
  nonceClinician: vector.words_nonce_c,
  nonceGuest: vector.words_nonce_g,
};

/** Every version of some bytes with exactly one bit changed. */
export function bitFlips(bytes: Bytes): readonly Bytes[] {
  return Array.from({ length: bytes.length * 8 }, (_, bit) => {
    const flipped = bytes.slice();
    flipped[bit >> 3] = (flipped[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    return flipped;
  });
}

/** Every version of a text with the lowest bit of one character changed. */
export function charFlips(text: string): readonly string[] {
  return Array.from(text, (char, index) => {
    const flipped = String.fromCharCode(char.charCodeAt(0) ^ 1);
    return text.slice(0, index) + flipped + text.slice(index + 1);
  });
}
