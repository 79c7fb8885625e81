/**
 * Links whose secret came to the server as a path. That they are is the server's word, and no more than a reason to close:
 * the notebook's entry first, so that nothing more is proven with such a link, whatever the server lets in. It is
 * remembered, so that the server cannot take its word back.
 *
 * Whoever was in conversation by it is not put out: anybody who finds the used link could say that it is exposed. Their
 * proof is made and their key is pinned, so the link is of no use against them. The clinician, who has met them, decides.
 */

import { effect, type ReadonlySignal, type Signal, signal, untracked } from '@preact/signals';
import type { DeskAnswer, DeskVisit, Invitation, InvitationId, VisitId } from '@sprechzimmer/protocol';
import type { Notebook } from '../crypto/notebook.ts';
import type { DeskKeeper, ProvenGuest } from '../storage/desk-record.ts';
import type { ProofDesk } from './proof-desk.ts';

export interface ExposedLink {
  readonly invitation: Invitation;
  /** From the notebook; undefined where none was given, or none can be read. */
  readonly label?: string;
}

/** Somebody who has been let in, and whose link has become known since. */
export interface ExposedVisit {
  /** The clinician has no doubt about who it is. */
  goOn(): void;
}

export interface ExposedLinksOptions {
  readonly answer: ReadonlySignal<DeskAnswer | undefined>;
  readonly living: ReadonlySignal<readonly DeskVisit[]>;
  readonly notebook: Pick<Notebook, 'entries' | 'formerEntries' | 'closeEntry'>;
  readonly keeper: Pick<DeskKeeper, 'isExposed' | 'keepExposed'>;
  readonly proofs: Pick<ProofDesk, 'decideAgainst'>;
  readonly guestOf: (visit: DeskVisit) => ProvenGuest | undefined;
  /** Ends a visit that the server still shows: whoever holds it may not be the patient. */
  readonly end: (visit: VisitId) => Promise<void>;
  /** What the clinician is shown, until they have taken it back. */
  readonly shown: Signal<readonly ExposedLink[]>;
}

export interface ExposedLinks {
  /** Of a visit the clinician has to decide about; undefined of every other. Reads signals. */
  of(visit: DeskVisit): ExposedVisit | undefined;
  close(): void;
}

/** Closes and shows such links as they come. */
export function watchExposedLinks(options: ExposedLinksOptions): ExposedLinks {
  const { answer, living, notebook, keeper, proofs, shown, guestOf } = options;
  const closed = new Map<InvitationId, 'here' | 'notebook'>();
  const decided = signal<ReadonlySet<VisitId>>(new Set());

  const exposed = () => answer.value?.invitations.filter(({ state }) => state === 'exposed') ?? [];

  const isBy = (visit: DeskVisit, id: InvitationId) => {
    const guest = guestOf(visit);
    return guest ? cameBy(guest, id) : visit.invitationId === id;
  };
  /** By another desk: for as long as the server shows it, for there is nothing else to know it by. */
  const wasLetIn = (visit: DeskVisit) => visit.phase === 'in-session' || guestOf(visit)?.wasLetIn === true;
  const visitsBy = (id: InvitationId) => living.value.filter((visit) => isBy(visit, id));

  const close = async (id: InvitationId) => {
    for (const visit of visitsBy(id))
      if (guestOf(visit)) void options.end(visit.visitId).catch(() => undefined);
    await Promise.all([notebook.closeEntry(id), proofs.decideAgainst((guest) => cameBy(guest, id))]);
  };

  /** Known here, and not stored: tried again with the next answer. */
  const unstored = new Set<InvitationId>();
  const stopRemembering = effect(() => {
    const { value: entries } = notebook.entries;
    // Of others nothing can be proven, and the server could name any number of them.
    for (const { id } of exposed()) {
      const entry = entries.get(id);
      if (!entry || (keeper.isExposed(id) && !unstored.has(id))) continue;
      unstored.delete(id);
      keeper.keepExposed(id, entry.not_after).catch(() => unstored.add(id));
    }
  });

  const stopClosing = effect(() => {
    const { value: entries } = notebook.entries;
    const { value: formerEntries } = notebook.formerEntries;
    // As long as one of them goes on, they and their clinician's other desks need the entry for their proof.
    const over = exposed().filter(({ id }) => !visitsBy(id).some(wasLetIn));
    shown.value = over.map((invitation) => {
      const { label } = entries.get(invitation.id) ?? formerEntries.get(invitation.id) ?? {};
      return { invitation, ...(label ? { label } : {}) };
    });
    for (const { id } of over) {
      // An entry that has not been read yet is closed on this device only, and in the notebook as soon as it is there.
      const where = entries.has(id) ? 'notebook' : 'here';
      if (closed.get(id) === where || closed.get(id) === 'notebook') continue;
      closed.set(id, where);
      untracked(() => close(id)).catch(() => closed.delete(id));
    }
  });

  return {
    of(visit) {
      const isAsked = exposed().some(({ id }) => isBy(visit, id)) && wasLetIn(visit);
      if (!isAsked || decided.value.has(visit.visitId)) return undefined;
      return {
        goOn: () => {
          decided.value = new Set(decided.peek()).add(visit.visitId);
        },
      };
    },
    close() {
      stopRemembering();
      stopClosing();
    },
  };
}

/** Of whoever was compared with, the link is no more than their own word. */
function cameBy(guest: ProvenGuest, id: InvitationId): boolean {
  return guest.id === id && guest.comparedAt === undefined;
}
