/**
 * Guests who have proven who they are to this desk and whom the server does not list: it may be late, or it hides them.
 * Their screens say that the clinician knows, so the clinician has to.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { isSameProof } from './proven-guests.ts';

export interface UnlistedGuests {
  readonly guests: ReadonlySignal<readonly ProvenGuest[]>;
  /** This guest has just proven who they are, and has been told so. */
  heard(guest: ProvenGuest): void;
  /** The server has answered who is there: by proof, those of them who have one. */
  listed(guests: readonly ProvenGuest[]): void;
}

/** A list that is this much younger than a proof ought to have its guest. */
const lateAfterMs = 10_000;

/** @param nowMs of a clock that nobody sets: only differences count */
export function unlistedGuests(nowMs: () => number = () => performance.now()): UnlistedGuests {
  const guests = signal<readonly ProvenGuest[]>([]);
  let waiting: readonly { readonly guest: ProvenGuest; readonly heardAtMs: number }[] = [];
  /** Whoever was listed once and is no more has left, or was sent away. */
  let seen: readonly ProvenGuest[] = [];
  return {
    guests,
    heard(guest) {
      const isKnown = [...seen, ...waiting.map((one) => one.guest)].some((one) => isSameProof(one, guest));
      if (!isKnown) waiting = [...waiting, { guest, heardAtMs: nowMs() }];
    },
    listed(now) {
      seen = [...seen.filter((one) => !now.some((other) => isSameProof(one, other))), ...now];
      waiting = waiting.filter(({ guest }) => !seen.some((one) => isSameProof(one, guest)));
      guests.value = waiting
        .filter(({ heardAtMs }) => nowMs() - heardAtMs >= lateAfterMs)
        .map(({ guest }) => guest);
    },
  };
}
