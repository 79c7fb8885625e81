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
  const gone = signal<ReadonlySet<VisitId>>(new Set());
  const close = channel.receive(elsewhereType, ElsewhereContentSchema, 'verified', (from, { h, heard }) => {
    const visit = living.peek().find((each) => guestOf(each)?.h === h);
    const guest = visit && guestOf(visit);
    if (!visit || guest?.guest !== from.userId || guest.guestDevice !== from.deviceId) return;
    // Let in again from here meanwhile: what was taken over has come back.
    if (guest.door.state !== 'admitted' || heard < guest.door.seq) return;
    proofs.change(guest, { door: { ...guest.door, state: 'waiting' } });
    gone.value = new Set(gone.peek()).add(visit.visitId);
    leave(visit.visitId);
  });
  return {
    isElsewhere: (visit) =>
      visit.phase === 'in-session' &&
      gone.value.has(visit.visitId) &&
      guestOf(visit)?.door.state !== 'admitted',
    close: () => void close(),
  };
}
