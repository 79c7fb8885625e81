/**
 * The clinician's half of the proof. Trust protocol version 1, section *Proof*.
 * Everything is recomputed from what this device knows: its notebook, its room, its crypto store.
 * The message names the invitation and carries a tag; nothing else of it is believed.
 */

import {
  type Bytes,
  type ConfirmContent,
  clockToleranceSeconds,
  fromHex,
  type LinkKeys,
  type ProofContent,
  type ProofFacts,
  type RoomId,
  tagClinician,
  toHex,
  transcriptHash,
  type UserId,
  verifyGuestTag,
} from '@sprechzimmer/protocol';
import type { KnownDevice } from './identity.ts';

/** What the notebook says about a link: the authority on label, kind and window. */
export interface NotebookLink {
  readonly keys: Pick<LinkKeys, 'guestKey' | 'clinicianKey'>;
  readonly notBefore: number;
  readonly notAfter: number;
  /** Taken back or used up: proves nothing any more. */
  readonly closed: boolean;
}

/** Where and from whom a proof arrived, as this device sees it. */
export interface ProofSituation {
  readonly clinician: UserId;
  /** Our own. */
  readonly clinicianMasterKey: Bytes;
  /** The room we share with the sender alone; undefined when there is none. */
  readonly roomId: RoomId | undefined;
  readonly device: KnownDevice;
  /** The sender's master key in our crypto store. */
  readonly guestMasterKey: Bytes | undefined;
  readonly nowSeconds: number;
  /** This very proof was valid before: it is sent again after a reload, and the window may have closed meanwhile. */
  readonly alreadyProven: boolean;
}

export type ProofVerdict =
  | { readonly valid: true; readonly h: string; readonly facts: ProofFacts; readonly link: NotebookLink }
  /** There is nothing to check it with. What the two of them would have to compare it by, if they do. */
  | { readonly valid: false; readonly why: 'unknown-link'; readonly h: string; readonly facts: ProofFacts }
  | {
      readonly valid: false;
      readonly why:
        | 'link-closed'
        | 'outside-window'
        | 'other-room'
        | 'other-device'
        | 'no-identity'
        | 'wrong-tag';
    };

/** Judges a proof. Does nothing else: signing and confirming follow only on `valid`. */
export async function judgeProof(
  proof: ProofContent,
  link: NotebookLink | undefined,
  situation: ProofSituation,
): Promise<ProofVerdict> {
  if (link?.closed) return { valid: false, why: 'link-closed' };
  if (link && !situation.alreadyProven && !isWithinWindow(link, situation.nowSeconds))
    return { valid: false, why: 'outside-window' };
  if (!situation.roomId || proof.room_id !== situation.roomId) return { valid: false, why: 'other-room' };
  const { device, guestMasterKey } = situation;
  if (proof.device_id !== device.deviceId) return { valid: false, why: 'other-device' };
  if (!guestMasterKey || !device.ownerSigned) return { valid: false, why: 'no-identity' };
  const facts: ProofFacts = {
    id: proof.id,
    roomId: situation.roomId,
    clinician: situation.clinician,
    clinicianMasterKey: situation.clinicianMasterKey,
    guest: device.userId,
    guestMasterKey,
    guestDevice: device.deviceId,
    guestEd25519: device.ed25519,
    guestCurve25519: device.curve25519,
  };
  if (link && !(await verifyGuestTag(link.keys, facts, fromHex(proof.tag))))
    return { valid: false, why: 'wrong-tag' };
  const h = toHex(await transcriptHash(facts));
  return link ? { valid: true, h, facts, link } : { valid: false, why: 'unknown-link', h, facts };
}

/** `tagC`, the answer to a valid proof. */
export async function confirmProof(
  verdict: { readonly facts: ProofFacts; readonly link: NotebookLink },
  guestTag: string,
  own: { readonly deviceId: ConfirmContent['device_id']; readonly ed25519: Bytes },
): Promise<ConfirmContent> {
  const device = { device: own.deviceId, ed25519: own.ed25519 };
  const tag = await tagClinician(verdict.link.keys, verdict.facts, fromHex(guestTag), device);
  return {
    v: 1,
    id: verdict.facts.id,
    room_id: verdict.facts.roomId,
    device_id: own.deviceId,
    tag: toHex(tag),
  };
}

/** By this device's own clock, give or take what two clocks may differ. */
export function isWithinWindow(
  link: Pick<NotebookLink, 'notBefore' | 'notAfter'>,
  nowSeconds: number,
): boolean {
  return (
    nowSeconds >= link.notBefore - clockToleranceSeconds &&
    nowSeconds <= link.notAfter + clockToleranceSeconds
  );
}
