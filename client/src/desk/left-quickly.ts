/** A patient has left the page in a hurry: nothing is shown or said to wherever they were, and it is remembered. */

import type { ReadonlySignal } from '@preact/signals';
import type { DeskVisit, RoomId, UserId, VisitId } from '@sprechzimmer/protocol';
import type { ProvenGuest } from '../storage/desk-record.ts';
import type { ProofDesk } from './proof-desk.ts';

export interface LeftQuicklyParts {
  readonly proofs: Pick<ProofDesk, 'change'>;
  readonly living: ReadonlySignal<readonly DeskVisit[]>;
  readonly guestOf: (visit: DeskVisit) => ProvenGuest | undefined;
  readonly current: ReadonlySignal<VisitId | undefined>;
  readonly sendBack: (visit: VisitId) => Promise<void>;
  readonly nowMs?: () => number;
}

/** A word that is older, by two clocks that may differ, was held back: it interrupts nobody who is talking by now. */
const freshMs = 4 * 60_000;

/** @returns hears that the guest of this room has left, at a time in Unix milliseconds */
export function leftQuickly(
  parts: LeftQuicklyParts,
): (room: RoomId, guest: UserId, atMs: number) => Promise<void> {
  const { proofs, living, guestOf, current, sendBack, nowMs = Date.now } = parts;
  return async (roomId, guestUserId, atMs) => {
    const visit = living.peek().find((each) => each.roomId === roomId && each.guestUserId === guestUserId);
    const guest = visit && guestOf(visit);
    if (!visit || !guest) return;
    proofs.change(guest, { leftQuicklyAtMs: atMs });
    const talks = current.peek() === visit.visitId || visit.phase === 'in-session';
    if (talks && nowMs() - atMs < freshMs) await sendBack(visit.visitId);
  };
}
