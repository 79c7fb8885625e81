/** A running visit service on a given database, with its world, and the ways through it that tests share. */

import type { ProblemCode, RedeemAnswer, RoomId } from '@sprechzimmer/protocol';
import { afterEach, beforeEach, expect } from 'vitest';
import { onBothDatabases } from '../store/databases-under-test.ts';
import { openStore, type Store } from '../store/open-store.ts';
import { defaultVisitPolicy, type VisitPolicy } from './policy.ts';
import type { Practice } from './practice.ts';
import { makeVisitService, type RunningVisitService } from './visit-service.ts';
import * as world from './world-under-test.ts';

export interface PracticeUnderTest {
  readonly visits: RunningVisitService;
  readonly store: Store;
  readonly homeserver: world.Homeserver;
  readonly clock: world.HandClock;
  readonly timers: world.HandTimers;
  /** Lets time pass, and does what is due then, until nothing is left to do. */
  pass(ms: number): Promise<void>;
  /** Redeems, and lets both join: the guest waits. */
  arrive(link: string, browser: string): Promise<RedeemAnswer & { readonly roomId: RoomId }>;
  close(): Promise<void>;
}

export async function openPractice(
  url: string,
  change: {
    readonly policy?: Partial<VisitPolicy>;
    readonly practice?: Practice;
    readonly homeserver?: world.Homeserver;
  } = {},
): Promise<PracticeUnderTest> {
  const homeserver = change.homeserver ?? world.homeserver();
  const store = await openStore({ url, synchronous: 'off' });
  const clock = world.handClock();
  const timers = world.handTimers();
  const visits = makeVisitService({
    store: store.visits,
    clock,
    timers,
    rooms: homeserver.rooms,
    steward: homeserver.steward,
    namer: world.counting(),
    policy: { ...defaultVisitPolicy, ...change.policy },
    practice: change.practice ?? world.practice,
  });
  homeserver.onMembership = visits.membershipChanged;
  return {
    visits,
    store,
    homeserver,
    clock,
    timers,
    async pass(ms) {
      clock.pass(ms);
      await visits.tick();
      await visits.idle();
    },
    async arrive(link, browser) {
      const answer = await visits.redeem(world.redemption(link, browser));
      await visits.idle();
      const { roomId } = await visits.guestVisit(world.secret(browser));
      if (!roomId) throw new Error('there is no room for the guest');
      await homeserver.join(roomId, world.clinician);
      await homeserver.join(roomId, answer.guestUserId);
      await visits.idle();
      return { ...answer, roomId };
    },
    async close() {
      await visits.stop();
      await store.close();
    },
  };
}

export interface OpenPractice extends PracticeUnderTest {
  /** As another process would: the same database, the same homeserver, nothing in memory. */
  restart(change?: Parameters<typeof openPractice>[1]): Promise<void>;
}

/** Describes it once on each database, with a fresh practice for each test. */
export function inPractice(what: string, suite: (practice: OpenPractice) => void): void {
  onBothDatabases(what, (fresh) => {
    let url: string;
    let current: PracticeUnderTest;
    beforeEach(async () => {
      url = await fresh();
      current = await openPractice(url);
    });
    afterEach(() => current.close());
    const restart: OpenPractice['restart'] = async (change = {}) => {
      const { homeserver } = current;
      await current.close();
      current = await openPractice(url, { homeserver, ...change });
    };
    suite({
      get visits() {
        return current.visits;
      },
      get store() {
        return current.store;
      },
      get homeserver() {
        return current.homeserver;
      },
      get clock() {
        return current.clock;
      },
      get timers() {
        return current.timers;
      },
      pass: (ms) => current.pass(ms),
      arrive: (link, browser) => current.arrive(link, browser),
      close: () => current.close(),
      restart,
    });
  });
}

/** For `rejects.toEqual`. */
export function refusal(code: ProblemCode): unknown {
  return expect.objectContaining({ name: 'Refusal', code });
}
