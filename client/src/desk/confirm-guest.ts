/** Signs a guest whose proof has held, and tells them so: for as long as nobody has decided otherwise meanwhile. */

import { type Bytes, confirmType, fromBase64 } from '@sprechzimmer/protocol';
import { retrying } from '../api/retry.ts';
import { confirmProof, type NotebookLink } from '../crypto/clinician-proof.ts';
import { reaching } from '../crypto/homeserver-errors.ts';
import { type KnownDevice, signMasterKey } from '../crypto/identity.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';

export interface GuestConfirming {
  readonly open: OpenClient;
  readonly channel: OlmChannel;
  /** Our own master key. */
  readonly masterKey: Bytes;
  /** The clinician has not decided against them, and nobody else holds their link. */
  readonly isStillIn: (guest: ProvenGuest) => boolean;
}

/**
 * The homeserver can hold each step back for as long as it likes, and the clinician decides while it does: so it is looked
 * at again after each, and nobody is pinned or told after a decision against them.
 * @returns resolves with whether they were told, and are still in; rejects when that could not be done
 */
export function guestConfirmer({ open, channel, masterKey, isStillIn }: GuestConfirming) {
  return async (guest: ProvenGuest, link: NotebookLink, from: KnownDevice): Promise<boolean> => {
    const guestMasterKey = fromBase64(guest.guestMasterKey);
    await retrying(
      () => reaching('recognising the guest', () => signMasterKey(open, guest.guest, guestMasterKey)),
      { tries: 6 },
    );
    const own = {
      deviceId: open.deviceId,
      ed25519: fromBase64(open.machine.identityKeys.ed25519.toBase64()),
    };
    const facts = {
      id: guest.id,
      roomId: guest.roomId,
      clinician: open.userId,
      clinicianMasterKey: masterKey,
      guest: guest.guest,
      guestMasterKey,
      guestDevice: from.deviceId,
      guestEd25519: from.ed25519,
      guestCurve25519: from.curve25519,
    };
    const confirmation = await confirmProof({ facts, link }, guest.tag, own);
    if (!isStillIn(guest)) return false;
    channel.pin(guest.guest, guestMasterKey);
    await channel.send(confirmType, confirmation, [from], 'verified');
    return isStillIn(guest);
  };
}
