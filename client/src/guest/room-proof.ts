/** The guest's proof in one room: made once from the key of the link, and the same one from then on. */

import { type Bytes, fromBase64, type ProofContent, type RoomId, type UserId } from '@sprechzimmer/protocol';
import { type GuestGround, makeGuestProof, proofContent } from '../crypto/guest-proof.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';

export interface RoomProofOptions {
  readonly open: OpenClient;
  readonly keeper: VisitKeeper;
  readonly roomId: RoomId;
  readonly clinician: UserId;
  /** The clinician's master key, from the link. */
  readonly pin: Bytes;
}

export interface RoomProof {
  /** What a proof in this room stands on. */
  ground(guestMasterKey: Bytes): GuestGround;
  /**
   * The kept proof of this room, or a new one.
   * @throws Error when the key of the link is gone: the room has changed after everybody was in it
   */
  begin(guestMasterKey: Bytes): Promise<ProofContent>;
  /** The kept proof; undefined before there is one for this room. */
  kept(guestMasterKey: Bytes): ProofContent | undefined;
}

export function roomProof({ open, keeper, roomId, clinician, pin }: RoomProofOptions): RoomProof {
  const ground = (guestMasterKey: Bytes): GuestGround => ({
    id: keeper.record.id,
    roomId,
    clinician,
    clinicianMasterKey: pin,
    guestMasterKey,
  });
  const kept = (guestMasterKey: Bytes) => {
    const { proof } = keeper.record;
    return proof?.roomId === roomId ? proofContent(open, ground(guestMasterKey), proof.tag) : undefined;
  };
  return {
    ground,
    kept,
    async begin(guestMasterKey) {
      const before = kept(guestMasterKey);
      if (before) return before;
      const { guestKey } = keeper.record;
      if (!guestKey) throw new Error('the room has changed after everybody was in it');
      const made = await makeGuestProof(open, { guestKey: fromBase64(guestKey) }, ground(guestMasterKey));
      const proof = { roomId, tag: made.content.tag, h: made.h, inRoom: false, confirmed: false };
      // Not waited for: until it is kept, the key it was made with still is.
      void keeper
        .change({ proof, door: { seqs: {}, ...keeper.record.door, state: 'waiting' } })
        .catch(() => undefined);
      return made.content;
    },
  };
}
