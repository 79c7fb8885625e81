/**
 * Links whose secret came to the server as a path. That they are is the server's word, and no more than a reason to close:
 * the notebook's entry first, so that nothing more is proven with such a link, whatever the server lets in.
 */

import { effect, type ReadonlySignal, type Signal, untracked } from '@preact/signals';
import type { DeskAnswer, DeskVisit, Invitation, InvitationId, VisitId } from '@sprechzimmer/protocol';
import type { Notebook } from '../crypto/notebook.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import type { ProofDesk } from './proof-desk.ts';

export interface ExposedLink {
  readonly invitation: Invitation;
  /** From the notebook; undefined where none was given, or none can be read. */
  readonly label?: string;
}

export interface ExposedLinksOptions {
  readonly answer: ReadonlySignal<DeskAnswer | undefined>;
  readonly living: ReadonlySignal<readonly DeskVisit[]>;
  readonly notebook: Pick<Notebook, 'entries' | 'formerEntries' | 'closeEntry'>;
  readonly proofs: Pick<ProofDesk, 'decideAgainst'>;
  readonly guestOf: (visit: DeskVisit) => ProvenGuest | undefined;
  /** Ends a visit that the server still shows: whoever holds it may not be the patient. */
  readonly end: (visit: VisitId) => Promise<void>;
  /** What the clinician is shown, until they have taken it back. */
  readonly shown: Signal<readonly ExposedLink[]>;
}

/** Closes and shows such links as they come. @returns ends it */
export function watchExposedLinks(options: ExposedLinksOptions): () => void {
  const { answer, notebook, shown } = options;
  const closed = new Map<InvitationId, 'here' | 'notebook'>();

  const close = async (id: InvitationId) => {
    for (const visit of visitsBy(id, options)) void options.end(visit).catch(() => undefined);
    await Promise.all([notebook.closeEntry(id), options.proofs.decideAgainst((guest) => cameBy(guest, id))]);
  };

  return effect(() => {
    const exposed = answer.value?.invitations.filter(({ state }) => state === 'exposed') ?? [];
    const { value: entries } = notebook.entries;
    const { value: formerEntries } = notebook.formerEntries;
    shown.value = exposed.map((invitation) => {
      const { label } = entries.get(invitation.id) ?? formerEntries.get(invitation.id) ?? {};
      return { invitation, ...(label ? { label } : {}) };
    });
    for (const { id } of exposed) {
      // An entry that has not been read yet is closed on this device only, and in the notebook as soon as it is there.
      const where = entries.has(id) ? 'notebook' : 'here';
      if (closed.get(id) === where || closed.get(id) === 'notebook') continue;
      closed.set(id, where);
      untracked(() => close(id)).catch(() => closed.delete(id));
    }
  });
}

function visitsBy(id: InvitationId, { living, guestOf }: ExposedLinksOptions): readonly VisitId[] {
  return living.peek().flatMap((visit) => {
    const guest = guestOf(visit);
    return guest && cameBy(guest, id) ? [visit.visitId] : [];
  });
}

/** Of whoever was compared with, the link is no more than their own word. */
function cameBy(guest: ProvenGuest, id: InvitationId): boolean {
  return guest.id === id && guest.comparedAt === undefined;
}
