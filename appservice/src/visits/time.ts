/** What the passing of time does: leases, timeouts, windows, retention, and work that is to be tried again. */

import type { VisitId } from '@sprechzimmer/protocol';
import type { Logger } from '../log/index.ts';
import type { Executor } from './executor.ts';
import type { Ledger } from './ledger.ts';
import type { LifeCycle } from './life-cycle.ts';
import type { Members } from './members.ts';
import type { Clock } from './ports.ts';
import type { VisitStore } from './visit-store.ts';
import { grantWishes } from './wishes.ts';

export interface TimeParts {
  readonly store: VisitStore;
  readonly ledger: Ledger;
  readonly lifeCycle: LifeCycle;
  readonly members: Members;
  readonly executor: Executor;
  readonly clock: Clock;
  readonly log: Logger;
}

/** Safe at any time and to repeat. Begins work that is due; does not wait for it. */
export async function passTime(parts: TimeParts): Promise<void> {
  const { store, executor, clock } = parts;
  const nowMs = clock.nowMs();
  await grantWishes(parts);
  const due = await store.dueVisits(nowMs);
  const outcomes = await Promise.allSettled(due.map((visit) => letTimePass(parts, visit)));
  await store.keepRetention(nowMs);
  executor.begin(await store.intentions(nowMs));
  executor.lookForOrphans();
  for (const outcome of outcomes) if (outcome.status === 'rejected') throw outcome.reason;
}

async function letTimePass(parts: TimeParts, visit: VisitId): Promise<void> {
  const { ledger, lifeCycle } = parts;
  await askBeforeGivingUp(parts, visit);
  await ledger.change(async ({ tx, step, wakeOf, nowMs }) => {
    const found = await tx.lock({ visit });
    if (!found) return;
    const after = await step(found, ...lifeCycle.dueEvents(found.visit, nowMs));
    // Nothing was due after all (a lease was renewed): only the alarm is set anew.
    if (after.visit === found.visit) await tx.saveVisit(after.visit, wakeOf(after.visit));
  });
}

/** A room is not thrown away because the news of its members was lost. */
async function askBeforeGivingUp(
  { store, members, lifeCycle, clock, log }: TimeParts,
  visit: VisitId,
): Promise<void> {
  const found = await store.find({ visit });
  const room = found?.visit.room;
  if (!found || !room) return;
  const due = lifeCycle.dueEvents(found.visit, clock.nowMs());
  if (!due.some(({ kind }) => kind === 'join-timeout')) return;
  try {
    await members.catchUp(room.id);
  } catch (error) {
    log.warn('catch-up-failed', { error });
  }
}
