/** What the guest writes into the room: copies of proof, name and answers for devices of the clinician that come later. */

import { answersType, helloType, type ProofContent, proofType, type RoomId } from '@sprechzimmer/protocol';
import type { RoomSender } from '../crypto/room-sender.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';
import type { Introduction } from './introduction.ts';

export interface RoomCopiesOptions {
  readonly keeper: Pick<VisitKeeper, 'record' | 'change'>;
  readonly roomId: RoomId;
  readonly sender: Pick<RoomSender, 'send'>;
  readonly own: Pick<Introduction, 'hello' | 'answers'>;
  /** The proof of this room as it is sent; undefined before there is one. */
  readonly proof: () => ProofContent | undefined;
}

export interface RoomCopies {
  /** All of it, once. */
  write(): Promise<void>;
  writeAnswers(): Promise<void>;
}

export function roomCopies({ keeper, roomId, sender, own, proof: ownProof }: RoomCopiesOptions): RoomCopies {
  const writeAnswers = async () => {
    const given = own.answers();
    if (given) await sender.send(answersType, given, `answers-${given.h}-${given.seq}`);
  };
  return {
    writeAnswers,
    async write() {
      const { proof } = keeper.record;
      const content = ownProof();
      if (!content || !proof || proof.inRoom) return;
      await sender.send(proofType, content, `proof-${proof.h}`);
      const greeting = own.hello();
      if (greeting) await sender.send(helloType, greeting, `hello-${proof.h}`);
      await writeAnswers();
      const current = keeper.record.proof;
      if (current?.roomId === roomId) await keeper.change({ proof: { ...current, inRoom: true } });
    },
  };
}
