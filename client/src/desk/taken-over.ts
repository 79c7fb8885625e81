/**
 * Two desks of one clinician: the patient speaks with the one that has let them in last, and tells the other one, which
 * leaves its conversation. The word comes from the patient's verified device and can only make this desk leave.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import { type DeskVisit, ElsewhereContentSchema, elsewhereType, type VisitId } from '@sprechzimmer/protocol';
import type { OlmChannel } from '../crypto/olm-channel.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import type { ProofDesk } from './proof-desk.ts';

export interface TakenOverOptions {
  readonly channel: Pick<OlmChannel, 'receive'>;
  readonly proofs: Pick<ProofDesk, 'proven' | 'change'>;
  readonly living: ReadonlySignal<readonly DeskVisit[]>;
  readonly guestOf: (visit: DeskVisit) => ProvenGuest | undefined;
  /** Lets go of sound and picture of this visit, and of its conversation if it is open here. */
  readonly leave: (visit: VisitId) => void;
}

export interface TakenOver {
  /** This visit is in conversation, and with another device of this clinician, which took it over from here. */
  isElsewhere(visit: DeskVisit): boolean;
  close(): void;
}

export function hearTakenOver({ channel, proofs, living, guestOf, leave }: TakenOverOptions): TakenOver {
  /** `SHA-256(T)` of each visit that was taken over: it may be heard before the server shows the visit. */
  const gone = signal<ReadonlySet<string>>(new Set());
  const close = channel.receive(elsewhereType, ElsewhereContentSchema, 'verified', (from, { h, heard }) => {
    const guest = proofs.proven
      .peek()
      .find((each) => each.h === h && each.guest === from.userId && each.guestDevice === from.deviceId);
    // Let in again from here meanwhile: what was taken over has come back.
    if (guest?.door.state !== 'admitted' || heard < guest.door.seq) return;
    proofs.change(guest, { door: { ...guest.door, state: 'waiting' } });
    gone.value = new Set(gone.peek()).add(h);
    // One that is not shown yet is not open here either, and by now does not go on by itself.
    const visit = living.peek().find((each) => guestOf(each)?.h === h);
    if (visit) leave(visit.visitId);
  });
  return {
    isElsewhere: (visit) => {
      const guest = guestOf(visit);
      if (!guest || visit.phase !== 'in-session') return false;
      return gone.value.has(guest.h) && guest.door.state !== 'admitted';
    },
    close: () => void close(),
  };
}
