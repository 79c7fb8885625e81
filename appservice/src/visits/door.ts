/** The door: what somebody with a link learns before they press the button. Uses nothing up. */

import type { DoorAnswer, InvitationId, UserId } from '@sprechzimmer/protocol';
import type { VisitPolicy } from './policy.ts';
import type { Clock } from './ports.ts';
import type { Practice } from './practice.ts';
import { Refusal } from './service.ts';
import { isClosing } from './visit.ts';
import type { VisitCase, VisitRecord, VisitStore } from './visit-store.ts';

export interface DoorParts {
  readonly store: VisitStore;
  readonly clock: Clock;
  readonly policy: VisitPolicy;
  readonly practice: Practice;
}

export async function askDoor(parts: DoorParts, id: InvitationId): Promise<DoorAnswer> {
  const { store, clock, practice } = parts;
  const nowMs = clock.nowMs();
  const found = await store.find({ invitation: id });
  const record = found ? undefined : await store.record({ invitation: id });
  const terms = found?.terms ?? record;
  if (!terms) throw new Refusal('unknown-link');
  const name = practice.clinicianName(terms.clinician);
  const state = found ? stateOf(found, windowAt(found.terms, nowMs, parts.policy)) : recordState(record);
  return {
    // Whoever has left the practice sees nobody any more.
    state: name === undefined ? 'cancelled' : state,
    clinician: clinicianOf(terms.clinician, name),
    kind: terms.kind,
    notBefore: terms.notBefore,
    notAfter: terms.notAfter,
    ...(found?.terms.startsAt === undefined ? {} : { startsAt: found.terms.startsAt }),
    serverTimeMs: nowMs,
  };
}

/** Where an instant lies; clocks may differ by the tolerance at either end. */
export function windowAt(
  { notBefore, notAfter }: { readonly notBefore: number; readonly notAfter: number },
  nowMs: number,
  { toleranceSeconds }: VisitPolicy,
): 'too-early' | 'open' | 'too-late' {
  if (nowMs < (notBefore - toleranceSeconds) * 1000) return 'too-early';
  return nowMs > (notAfter + toleranceSeconds) * 1000 ? 'too-late' : 'open';
}

function stateOf({ visit }: VisitCase, window: ReturnType<typeof windowAt>): DoorAnswer['state'] {
  if (visit.phase === 'invited') return window;
  if (visit.phase === 'cancelled' || visit.phase === 'exposed') return visit.phase;
  if (isClosing(visit.phase)) return 'ended';
  return visit.exposedMs === null ? 'opened' : 'exposed';
}

function recordState(record: VisitRecord | undefined): DoorAnswer['state'] {
  if (record?.outcome === 'cancelled' || record?.outcome === 'exposed') return record.outcome;
  return record?.outcome === 'expired' ? 'too-late' : 'ended';
}

function clinicianOf(userId: UserId, name: string | undefined): DoorAnswer['clinician'] {
  return { userId, name: name ?? '' };
}
