/**
 * The proof: guest and clinician show each other, by MACs keyed from the link, that nobody stands between them.
 * Trust protocol version 1, section *Proof*.
 */

import { type Bytes, concat, fromHex, lp } from './bytes.ts';
import type { DeviceId, InvitationId, RoomId, UserId } from './ids.ts';
import type { LinkKeys } from './link.ts';
import { hmac, sha256, verifyHmac } from './mac.ts';

/**
 * Everything a proof is about. Each side fills this in from what *it* knows (its own crypto store, its own
 * link or notebook, its own room), never from the message it checks.
 */
export interface ProofFacts {
  readonly id: InvitationId;
  readonly roomId: RoomId;
  readonly clinician: UserId;
  /** ed25519 master key, 32 raw bytes. */
  readonly clinicianMasterKey: Bytes;
  readonly guest: UserId;
  readonly guestMasterKey: Bytes;
  readonly guestDevice: DeviceId;
  readonly guestEd25519: Bytes;
  readonly guestCurve25519: Bytes;
}

/** The clinician's device that confirms. */
export interface ClinicianDevice {
  readonly device: DeviceId;
  readonly ed25519: Bytes;
}

/** `T`, the transcript. */
export function transcript(facts: ProofFacts): Bytes {
  return concat(
    lp('sprechzimmer/1 proof'),
    lp(fromHex(facts.id)),
    lp(facts.roomId),
    lp(facts.clinician),
    lp(facts.clinicianMasterKey),
    lp(facts.guest),
    lp(facts.guestMasterKey),
    lp(facts.guestDevice),
    lp(facts.guestEd25519),
    lp(facts.guestCurve25519),
  );
}

/** `h = SHA-256(T)`: names this proof in every call message. */
export function transcriptHash(facts: ProofFacts): Promise<Bytes> {
  return sha256(transcript(facts));
}

/** `tagG`, guest to clinician. */
export function tagGuest(keys: Pick<LinkKeys, 'guestKey'>, facts: ProofFacts): Promise<Bytes> {
  return hmac(keys.guestKey, transcript(facts));
}

export function verifyGuestTag(
  keys: Pick<LinkKeys, 'guestKey'>,
  facts: ProofFacts,
  tag: Bytes,
): Promise<boolean> {
  return verifyHmac(keys.guestKey, tag, transcript(facts));
}

/** `tagC`, clinician to guest. Binds the guest's tag, so it answers this proof and no other. */
export function tagClinician(
  keys: Pick<LinkKeys, 'clinicianKey'>,
  facts: ProofFacts,
  guestTag: Bytes,
  device: ClinicianDevice,
): Promise<Bytes> {
  return hmac(keys.clinicianKey, confirmation(facts, guestTag, device));
}

export function verifyClinicianTag(
  keys: Pick<LinkKeys, 'clinicianKey'>,
  facts: ProofFacts,
  guestTag: Bytes,
  device: ClinicianDevice,
  tag: Bytes,
): Promise<boolean> {
  return verifyHmac(keys.clinicianKey, tag, confirmation(facts, guestTag, device));
}

function confirmation(facts: ProofFacts, guestTag: Bytes, device: ClinicianDevice): Bytes {
  return concat(transcript(facts), lp(guestTag), lp(device.device), lp(device.ed25519));
}
