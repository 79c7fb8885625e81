/** Who has just come to the waiting room. Each counts once, and nobody does while a conversation goes on. Pure. */

import type { VisitId } from '@sprechzimmer/protocol';
import type { DeskPatient } from './desk-view.ts';

export interface Arrivals {
  /** Whom the desk has seen, with or without a word about them. */
  readonly seen: ReadonlySet<VisitId>;
  /** When something was last said, Unix milliseconds. */
  readonly saidAtMs: number;
}

export const noArrivals: Arrivals = { seen: new Set(), saidAtMs: Number.NEGATIVE_INFINITY };

/** However many come, and whatever the server makes up: not more often than this. */
export const pauseBetweenMs = 10_000;

/**
 * @param patients all that the desk shows; who has arrived in the waiting room counts, proven or not
 * @param isTalking a conversation is open: arrivals are noted and nothing is said, then or later
 * @returns what to remember, and whether to say that somebody is there
 */
export function noteArrivals(
  before: Arrivals,
  patients: readonly DeskPatient[],
  isTalking: boolean,
  nowMs: number,
): { readonly arrivals: Arrivals; readonly say: boolean } {
  const there = patients.filter(({ visit }) => visit.phase === 'waiting' && visit.presence !== 'gone');
  const isNew = there.some(({ visit }) => !before.seen.has(visit.visitId));
  const inSession = patients.filter(({ visit }) => visit.phase === 'in-session');
  // Only visits that still exist are remembered.
  const known = patients.filter(({ visit }) => before.seen.has(visit.visitId));
  const seen = new Set([...known, ...there, ...inSession].map(({ visit }) => visit.visitId));
  const say = isNew && !isTalking && nowMs - before.saidAtMs >= pauseBetweenMs;
  return { arrivals: { seen, saidAtMs: say ? nowMs : before.saidAtMs }, say };
}
