/** Up to where a conversation has answered what was said to somebody while they waited: what stands before it is over. */

import { effect, type ReadonlySignal, untracked } from '@preact/signals';
import type { DeskVisit, VisitId } from '@sprechzimmer/protocol';
import type { ChatView } from '../crypto/chat-view.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import type { ProofDesk } from './proof-desk.ts';

export interface SaidUntilParts {
  readonly living: ReadonlySignal<readonly DeskVisit[]>;
  readonly guestOf: (visit: DeskVisit) => ProvenGuest | undefined;
  /** Reads signals. */
  readonly chatOf: (visit: VisitId) => Pick<ChatView, 'messages'> | undefined;
  readonly proofs: Pick<ProofDesk, 'change'>;
}

/** On every desk of the clinician's, also one that has no part in the conversation. @returns stops it */
export function keepSaidUntil({ living, guestOf, chatOf, proofs }: SaidUntilParts): () => void {
  return effect(() => {
    for (const visit of living.value) {
      if (visit.phase !== 'in-session') continue;
      const guest = guestOf(visit);
      const messages = chatOf(visit.visitId)?.messages.value ?? [];
      const saidUntil = messages.findLast(({ own, state }) => own && state === 'sent')?.id;
      if (!guest || saidUntil === undefined || saidUntil === guest.saidUntil) continue;
      // While they are still read from the beginning, the later one stands.
      const isReading = guest.saidUntil !== undefined && !messages.some(({ id }) => id === guest.saidUntil);
      if (!isReading) untracked(() => proofs.change(guest, { saidUntil }));
    }
  });
}

/** What we have told them of waiting since, the latest of it. */
export function saidLast({ messages }: Pick<ChatView, 'messages'>, saidUntil: string | undefined) {
  const from = messages.value.findIndex(({ id }) => id === saidUntil) + 1;
  return messages.value.slice(from).findLast(({ own, later }) => own && later);
}
