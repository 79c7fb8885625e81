/**
 * The guest's half of the proof. Trust protocol version 1, section *Proof*.
 * First the clinician's key is compared with the link; only then does anything else happen.
 */

import {
  type Bytes,
  type ConfirmContent,
  equalBytes,
  fromBase64,
  fromHex,
  type InvitationId,
  type LinkKeys,
  type ProofContent,
  type ProofFacts,
  type RoomId,
  tagGuest,
  toHex,
  transcriptHash,
  type UserId,
  verifyClinicianTag,
} from '@sprechzimmer/protocol';
import { devicesOf, type KnownDevice, MasterKeyDiffers, masterKeyOf, refreshKeys } from './identity.ts';
import type { OpenClient } from './open-client.ts';

/** What the guest knows by itself: from its link, its own crypto store and its own room. */
export interface GuestGround {
  readonly id: InvitationId;
  readonly roomId: RoomId;
  readonly clinician: UserId;
  /** From the link. */
  readonly clinicianMasterKey: Bytes;
  readonly guestMasterKey: Bytes;
}

export interface GuestProof {
  readonly content: ProofContent;
  /** `SHA-256(T)`, hexadecimal. */
  readonly h: string;
}

/**
 * Asks for the clinician's keys and compares their master key with the link. To be called after joining the room and
 * before anything else. One question to the homeserver; following the clinician's devices comes later.
 * @returns the devices a proof may go to: signed by the owner whose master key is the one in the link. The key is
 *   compared again after reading them, so that an exchange in between is noticed.
 * @throws MasterKeyDiffers when the homeserver shows another key, or none
 */
export async function meetClinician(
  open: OpenClient,
  clinician: UserId,
  masterKeyOfLink: Bytes,
): Promise<readonly KnownDevice[]> {
  await refreshKeys(open, clinician);
  await compareMasterKey(open, clinician, masterKeyOfLink);
  const devices = await devicesOf(open, clinician);
  await compareMasterKey(open, clinician, masterKeyOfLink);
  return devices.filter((device) => device.ownerSigned);
}

async function compareMasterKey(open: OpenClient, userId: UserId, expected: Bytes): Promise<void> {
  const shown = await masterKeyOf(open, userId);
  if (!shown || !equalBytes(shown, expected)) throw new MasterKeyDiffers(userId);
}

/** Makes `tagG`. Afterwards nothing of the link but this tag is needed to prove again. */
export async function makeGuestProof(
  open: OpenClient,
  keys: Pick<LinkKeys, 'guestKey'>,
  ground: GuestGround,
): Promise<GuestProof> {
  const facts = factsOf(open, ground);
  const tag = toHex(await tagGuest(keys, facts));
  return { content: proofContent(open, ground, tag), h: toHex(await transcriptHash(facts)) };
}

/** The same proof again, from the kept tag. */
export function proofContent(
  open: OpenClient,
  ground: Pick<GuestGround, 'id' | 'roomId'>,
  tag: string,
): ProofContent {
  return { v: 1, id: ground.id, room_id: ground.roomId, device_id: open.deviceId, tag };
}

/** Whether this is the clinician's `tagC` for our proof. Only then does the clinician know that we are here. */
export async function isConfirmed(
  open: OpenClient,
  keys: Pick<LinkKeys, 'clinicianKey'>,
  ground: GuestGround,
  ownTag: string,
  from: KnownDevice,
  confirm: ConfirmContent,
): Promise<boolean> {
  if (from.userId !== ground.clinician || confirm.device_id !== from.deviceId) return false;
  if (confirm.id !== ground.id || confirm.room_id !== ground.roomId) return false;
  const device = { device: from.deviceId, ed25519: from.ed25519 };
  const facts = factsOf(open, ground);
  return verifyClinicianTag(keys, facts, fromHex(ownTag), device, fromHex(confirm.tag));
}

function factsOf(open: OpenClient, ground: GuestGround): ProofFacts {
  const own = open.machine.identityKeys;
  return {
    ...ground,
    guest: open.userId,
    guestDevice: open.deviceId,
    guestEd25519: fromBase64(own.ed25519.toBase64()),
    guestCurve25519: fromBase64(own.curve25519.toBase64()),
  };
}
