/**
 * Takes steps of the life cycle and writes them down: the visit, what is to be done for it, and the bookkeeping, all
 * in one transaction. What happens after it (work, news for browsers, timers) is handed on once it is committed.
 */

import { type UserId, UserIdSchema, type VisitId, VisitIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { Bookkeeping, VisitEvent } from './events.ts';
import type { LifeCycle } from './life-cycle.ts';
import { deskTopic, guestTopic, type Topic } from './notifier.ts';
import type { VisitPolicy } from './policy.ts';
import type { Clock, Namer } from './ports.ts';
import type { Practice } from './practice.ts';
import { invitedVisit } from './visit.ts';
import type { Intention, VisitCase, VisitStore, VisitTransaction } from './visit-store.ts';

/** What a committed transaction leaves to do. */
export interface Consequences {
  readonly intentions: readonly Intention[];
  readonly news: ReadonlySet<Topic>;
  /** The earliest instant at which something is due because of it. */
  readonly wakeMs: number | undefined;
}

export interface Entry {
  readonly tx: VisitTransaction;
  readonly nowMs: number;
  /** Takes one step for each event, in order. `visitCase` must be locked. `refused`: the last one was. */
  step(
    visitCase: VisitCase,
    ...events: readonly VisitEvent[]
  ): Promise<VisitCase & { readonly refused: boolean }>;
  /** Work that belongs to no visit. */
  intend(duty: Intention['duty']): Promise<void>;
  /** When something is due for this visit, to be stored with it; the timer hears of it after the commit. */
  wakeOf(visit: VisitCase['visit']): number | null;
  /** A fresh visit to put into the store. */
  newVisit(notAfter: number): VisitCase['visit'];
  tellDesk(clinician: UserId): void;
  newGuest(): UserId;
}

export interface Ledger {
  /** Atomic. `work` may run more than once and has no effect but through its entry. */
  change<T>(work: (entry: Entry) => Promise<T>): Promise<T>;
}

export interface LedgerParts {
  readonly store: VisitStore;
  readonly lifeCycle: LifeCycle;
  readonly policy: VisitPolicy;
  readonly clock: Clock;
  readonly namer: Namer;
  readonly practice: Practice;
  /** Called after each commit. Must not throw. */
  afterCommit(consequences: Consequences): void;
}

export function makeLedger(parts: LedgerParts): Ledger {
  return {
    async change(work) {
      const { result, consequences } = await parts.store.transaction(async (tx) => {
        const { entry, consequences } = openEntry(parts, tx);
        return { result: await work(entry), consequences };
      });
      parts.afterCommit(consequences);
      return result;
    },
  };
}

function openEntry(parts: LedgerParts, tx: VisitTransaction): { entry: Entry; consequences: Consequences } {
  const { lifeCycle, policy, namer, practice } = parts;
  const nowMs = parts.clock.nowMs();
  const intentions: Intention[] = [];
  const news = new Set<Topic>();
  let wakeMs: number | undefined;

  const intend = async (visit: VisitId | null, duty: Intention['duty']) => {
    intentions.push(await tx.addIntention(visit, duty, nowMs));
  };
  /**
   * A voucher may outlive its visit. Of a guest that was confined the steward knows that it is gone for good; one that
   * was perhaps not yet made is disposed of once more when no voucher can bring it to life any longer.
   */
  const intendLater = async (duty: Intention['duty']) => {
    const dueMs = nowMs + (policy.voucherSeconds + 1) * 1000;
    await tx.addIntention(null, duty, dueMs);
    wakeMs = Math.min(dueMs, wakeMs ?? dueMs);
  };
  const wakeOf = (visit: VisitCase['visit']) => {
    const at = lifeCycle.wakeMs(visit);
    if (at !== null) wakeMs = Math.min(at, wakeMs ?? at);
    return at;
  };
  const newVisit = (notAfter: number) =>
    invitedVisit(v.parse(VisitIdSchema, namer.visitId()), notAfter, nowMs);
  const newGuest = () => v.parse(UserIdSchema, `@${namer.guestLocalpart()}:${practice.serverName}`);

  const step: Entry['step'] = async ({ terms, visit: before }, ...events) => {
    let visit = before;
    let refused = false;
    const notes: { note: Bookkeeping; event: VisitEvent }[] = [];
    const duties: Intention['duty'][] = [];
    for (const event of events) {
      const result = lifeCycle.step(visit, event, nowMs);
      const late = result.duties.filter((duty) => duty.kind === 'dispose-guest' && !visit.room?.confined);
      for (const duty of late) await intendLater(duty);
      visit = result.visit;
      refused = result.refused;
      duties.push(...result.duties);
      notes.push(...result.bookkeeping.map((note) => ({ note, event })));
      if (result.tellDesk) news.add(deskTopic(terms.clinician));
      if (result.tellGuest && visit.claimHash !== null) news.add(guestTopic(visit.claimHash));
    }
    if (visit !== before && visit.phase !== 'purged') await tx.saveVisit(visit, wakeOf(visit));
    for (const duty of duties) await intend(visit.id, duty);
    for (const { note, event } of notes) await keep(note, event, { terms, visit });
    return { terms, visit, refused };
  };

  const keep = async (note: Bookkeeping, event: VisitEvent, visitCase: VisitCase): Promise<void> => {
    const { terms } = visitCase;
    const claimHash = 'claimHash' in event ? event.claimHash : undefined;
    switch (note) {
      case 'park-try':
        if (claimHash !== undefined) await tx.park(terms.id, claimHash, nowMs, policy.parkedTries);
        return;
      case 'refuse-tries':
        return tx.refuseParked(terms.id);
      case 'replace-visit': {
        if (claimHash === undefined) return;
        const fresh = newVisit(terms.notAfter);
        await tx.forgetTries(terms.id);
        await tx.replaceVisit(terms.id, fresh, wakeOf(fresh));
        await step({ terms, visit: fresh }, { kind: 'redeemed', claimHash, guest: newGuest() });
        return;
      }
      case 'write-record':
        return tx.writeRecord(visitCase, nowMs, policy.retention);
      case 'reduce-record':
      case 'delete-record':
        return; // all records at once, when their time has come: `VisitStore.keepRetention`
    }
  };

  return {
    entry: {
      tx,
      nowMs,
      step,
      wakeOf,
      intend: (duty) => intend(null, duty),
      newVisit,
      newGuest,
      tellDesk: (clinician) => {
        news.add(deskTopic(clinician));
      },
    },
    consequences: {
      intentions,
      news,
      get wakeMs() {
        return wakeMs;
      },
    },
  };
}
