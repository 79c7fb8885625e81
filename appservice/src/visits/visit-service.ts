/** The use cases, put together. */

import { type Logger, silentLogger } from '../log/index.ts';
import { act, cancel, desk, invite } from './clinician-side.ts';
import { askDoor } from './door.ts';
import { makeEarlyMembers } from './early-members.ts';
import { makeExecutor } from './executor.ts';
import { changeLease, guestVisit } from './guest-side.ts';
import { makeLedger } from './ledger.ts';
import { makeLifeCycle } from './life-cycle.ts';
import { makeMembers } from './members.ts';
import { makeNotifier } from './notifier.ts';
import type { VisitPolicy } from './policy.ts';
import type { Clock, Namer, RoomMaker, Steward } from './ports.ts';
import type { Practice } from './practice.ts';
import { redeem } from './redeem.ts';
import { reportExposed } from './report-exposed.ts';
import { makeRunner } from './runner.ts';
import type { VisitService } from './service.ts';
import { passTime } from './time.ts';
import { platformTimers, type Timers } from './timers.ts';
import type { VisitStore } from './visit-store.ts';

export interface VisitServiceParts {
  readonly store: VisitStore;
  readonly clock: Clock;
  readonly rooms: RoomMaker;
  readonly steward: Steward;
  readonly namer: Namer;
  readonly policy: VisitPolicy;
  readonly practice: Practice;
  readonly timers?: Timers;
  readonly log?: Logger;
}

export interface RunningVisitService extends VisitService {
  /**
   * Takes up what an earlier process left undone and from then on calls `tick` by itself, when something is due.
   * Until then nothing happens by itself but what a call of the service sets going.
   */
  start(): Promise<void>;
  /** Another process has changed something, or has a wish: looked at now, and everybody who waits is told. */
  lookNow(): void;
  /** No timer and no new work any more. Resolves when what was going on has ended. */
  stop(): Promise<void>;
  /** Resolves when no work is going on. */
  idle(): Promise<void>;
}

export function makeVisitService(parts: VisitServiceParts): RunningVisitService {
  const { store, clock, rooms, steward, policy, practice } = parts;
  const timers = parts.timers ?? platformTimers;
  const log = parts.log ?? silentLogger;
  const lifeCycle = makeLifeCycle(policy);
  const notifier = makeNotifier(timers, clock.nowMs());
  const early = makeEarlyMembers();

  const ledger = makeLedger({
    ...parts,
    lifeCycle,
    afterCommit({ intentions, news, wakeMs }) {
      executor.begin(intentions);
      for (const topic of news) notifier.bump(topic);
      if (wakeMs !== undefined) runner.wakeBy(wakeMs);
    },
  });
  const members = makeMembers({ ledger, practice, rooms, early });
  const wakeBy = (atMs: number) => runner.wakeBy(atMs);
  const executor = makeExecutor({ store, ledger, clock, rooms, steward, practice, early, log, wakeBy });
  const tick = () => passTime({ store, ledger, lifeCycle, members, executor, clock, log });
  const runner = makeRunner({ clock, timers, log, tick, nextDueMs: (afterMs) => store.nextDueMs(afterMs) });

  const redeemParts = { ...parts, ledger };
  const sideParts = { ...parts, ledger, notifier };
  return {
    door: (id) => askDoor(parts, id),
    redeem: (request) => redeem(redeemParts, request),
    reportExposed: (link) => reportExposed(sideParts, link),
    guestVisit: (claim, wait) => guestVisit(sideParts, claim, wait),
    lease: (claim, presence) => changeLease(sideParts, claim, presence),
    invite: (clinician, request) => invite(sideParts, clinician, request),
    cancel: (clinician, id) => cancel(sideParts, clinician, id),
    desk: (clinician, wait) => desk(sideParts, clinician, wait),
    act: (clinician, visit, verb) => act(sideParts, clinician, visit, verb),
    membershipChanged: (room, user, membership) => members.changed(room, user, membership),
    tick,
    async start() {
      await store.extendLeases(clock.nowMs() + policy.leaseSeconds * 1000);
      for (const room of await store.roomsAwaitingMembers())
        await members.catchUp(room).catch((error: unknown) => log.warn('catch-up-failed', { error }));
      runner.start();
    },
    lookNow() {
      notifier.bumpAll();
      runner.wakeBy(clock.nowMs());
    },
    async stop() {
      runner.stop();
      executor.stop();
      await executor.idle();
    },
    idle: () => executor.idle(),
  };
}
