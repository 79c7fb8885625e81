/** Who a visit belongs to and what it is for, as far as this desk knows: from proofs and notebook, with hints beside them. */

import type { ReadonlySignal } from '@preact/signals';
import type { BookEntryContent, DeskAnswer, DeskVisit, Kind, VisitId } from '@sprechzimmer/protocol';
import type { Notebook } from '../crypto/notebook.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import type { DeskPatient } from './desk-view.ts';
import type { ProofDesk } from './proof-desk.ts';
import { provenFor, trustOf } from './proven-guests.ts';

export interface KnowledgeOptions {
  readonly answer: ReadonlySignal<DeskAnswer | undefined>;
  readonly living: ReadonlySignal<readonly DeskVisit[]>;
  readonly notebook: Pick<Notebook, 'entries'>;
  readonly proofs: Pick<ProofDesk, 'proven' | 'failed' | 'comparisons'>;
}

/** Each of them reads signals. */
export interface VisitKnowledge {
  visitOf(id: VisitId): DeskVisit | undefined;
  /** The proof this visit stands on, if any. */
  guestOf(visit: DeskVisit): ProvenGuest | undefined;
  trust(visit: DeskVisit): DeskPatient['trust'];
  /** Of somebody who was compared with, the notebook knows nothing: which link it was is their own word. */
  entryOf(guest: ProvenGuest): BookEntryContent | undefined;
  /** What to call somebody for whom the server shows no visit. */
  callOf(guest: ProvenGuest): string;
  kindOf(guest: ProvenGuest): Kind;
}

export function visitKnowledge({ answer, living, notebook, proofs }: KnowledgeOptions): VisitKnowledge {
  const entryOf = ({ id, comparedAt }: ProvenGuest) =>
    comparedAt === undefined ? notebook.entries.value.get(id) : undefined;
  const hintedKind = (guest: ProvenGuest) => {
    const visit = living.value.find(({ roomId }) => roomId === guest.roomId);
    return answer.value?.invitations.find(({ id }) => id === visit?.invitationId)?.kind;
  };
  return {
    visitOf: (id) => living.value.find(({ visitId }) => visitId === id),
    guestOf: (visit) => provenFor(proofs.proven.value, visit),
    trust: (visit) =>
      trustOf(proofs.proven.value, proofs.failed.value, proofs.comparisons.uncompared.value, visit),
    entryOf,
    callOf: (guest) => entryOf(guest)?.label || guest.name || guest.guest,
    kindOf: (guest) => entryOf(guest)?.kind ?? hintedKind(guest) ?? 'video',
  };
}
