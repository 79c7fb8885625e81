/**
 * A whole visit, again and again, and each time the appservice dies at another point: before or after a statement of
 * the database or a request to the homeserver. Then it starts anew, and browsers and clinician go on where they were.
 */

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import type { RoomId } from '@sprechzimmer/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openStore, type Store } from '../store/open-store.ts';
import { defaultVisitPolicy } from './policy.ts';
import { Refusal } from './service.ts';
import { makeVisitService, type RunningVisitService } from './visit-service.ts';
import * as world from './world-under-test.ts';
import { clinician, redemption, request, secret } from './world-under-test.ts';

let folder = '';
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'sprechzimmer-crash-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

/** What the process dies of. Whatever it does afterwards fails in the same way: it is dead. */
class Crash extends Error {
  override name = 'Crash';
}

interface Points {
  /** Called at each point; dies at the chosen one. */
  pass(): void;
  readonly passed: number;
  revive(): void;
}

function points(dieAt: number): Points {
  let passed = 0;
  let dead = false;
  return {
    pass() {
      passed += 1;
      if (passed === dieAt) dead = true;
      if (dead) throw new Crash();
    },
    get passed() {
      return passed;
    },
    revive() {
      dead = false;
    },
  };
}

/** The homeserver as the appservice reaches it: it may die before the request and after it. */
function reachedThrough<T extends object>(port: T, { pass }: Points): T {
  return new Proxy(port, {
    get: (target, name, self) => {
      const value: unknown = Reflect.get(target, name, self);
      if (typeof value !== 'function') return value;
      return async (...args: readonly unknown[]) => {
        pass();
        const result: unknown = await Reflect.apply(value, target, args);
        pass();
        return result;
      };
    },
  });
}

type Story = (life: Life) => Promise<void>;

interface Life {
  /** Does it, and does it again in a new process when the old one has died of it. */
  attempt<T>(what: (visits: RunningVisitService) => Promise<T>): Promise<T>;
  /** Lets the appservice do what there is to do, and everybody try again, until this is so. */
  until(what: string, holds: (visits: RunningVisitService) => Promise<boolean>): Promise<void>;
  readonly homeserver: world.Homeserver;
  readonly clock: world.HandClock;
}

interface Ending {
  readonly rooms: readonly RoomId[];
  readonly guests: number;
  readonly database: Record<string, unknown[]>;
  readonly passed: number;
}

async function live(story: Story, dieAt: number): Promise<Ending> {
  const file = join(mkdtempSync(join(folder, 'life-')), 'store.db');
  const dying = points(dieAt);
  const homeserver = world.homeserver();
  const clock = world.handClock();
  const namer = world.counting();
  let store: Store | undefined;
  let visits: RunningVisitService | undefined;

  const boot = async (): Promise<RunningVisitService> => {
    for (;;) {
      try {
        dying.revive();
        store = await openStore({
          url: `sqlite:${file}`,
          synchronous: 'off',
          beforeQuery: () => dying.pass(),
        });
        const fresh = makeVisitService({
          store: store.visits,
          clock,
          timers: world.handTimers(),
          rooms: reachedThrough(homeserver.rooms, dying),
          steward: reachedThrough(homeserver.steward, dying),
          namer,
          policy: defaultVisitPolicy,
          practice: world.practice,
        });
        homeserver.onMembership = (room, user, membership) =>
          // The homeserver repeats what was not acknowledged; a dead process is told after its next start.
          fresh.membershipChanged(room, user, membership).catch(() => {});
        await fresh.start();
        return fresh;
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        await bury();
      }
    }
  };

  const bury = async () => {
    homeserver.onMembership = async () => {};
    await visits?.stop();
    visits = undefined;
    await store?.close();
    store = undefined;
  };

  const attempt: Life['attempt'] = async (what) => {
    for (;;) {
      visits ??= await boot();
      try {
        return await what(visits);
      } catch (error) {
        if (!(error instanceof Crash)) throw error;
        await bury();
      }
    }
  };

  const life: Life = {
    attempt,
    homeserver,
    clock,
    async until(what, holds) {
      for (let round = 0; round < 60; round++) {
        const done = await attempt(async (running) => {
          await running.tick();
          await running.idle();
          // A process whose background work has died is dead as a whole.
          dying.pass();
          return holds(running);
        });
        if (done) return;
        clock.pass(1000);
      }
      throw new Error(`never came to pass: ${what}`);
    },
  };

  await story(life);
  await bury();
  return {
    rooms: [...homeserver.existing.keys()],
    guests: homeserver.disposedGuests.size,
    database: contentOf(file),
    passed: dying.passed,
  };
}

/** Everything in the database but what cannot be the same twice: random ids, and instants. */
function contentOf(file: string): Record<string, unknown[]> {
  const db = new DatabaseSync(file, { readOnly: true });
  try {
    const rows = (table: string, columns = '*') => db.prepare(`select ${columns} from ${table}`).all();
    return {
      invitations: rows('invitations'),
      visits: rows('visits'),
      parked_tries: rows('parked_tries'),
      intentions: rows('intentions'),
      records: rows('records', 'invitation_hash, claim_hash, outcome, clinician, kind, day'),
    };
  } finally {
    db.close();
  }
}

const phase = async (visits: RunningVisitService, browser: string) => {
  try {
    return (await visits.guestVisit(secret(browser))).phase;
  } catch (error) {
    if (error instanceof Refusal) return error.code;
    throw error;
  }
};

const bothJoin = async (life: Life, browser: string) => {
  await life.until('both are in and the bot has left', async (visits) => {
    const { homeserver } = life;
    const answer = await visits.redeem(redemption('a', browser));
    const { roomId, phase: now } = await visits.guestVisit(secret(browser));
    if (now === 'waiting') return true;
    const members = roomId && homeserver.existing.get(roomId);
    if (!roomId || !members) return false;
    for (const user of [clinician, answer.guestUserId])
      if (members.get(user) === 'invite') await homeserver.join(roomId, user);
    return false;
  });
};

/** As a browser or desk does that got no answer. */
const insist = (life: Life, what: (visits: RunningVisitService) => Promise<unknown>) =>
  life.attempt(async (visits) => {
    await what(visits);
  });

const session: Story = async (life) => {
  await insist(life, (visits) => visits.invite(clinician, request('a')));
  await bothJoin(life, 'phone');
  const { visitId } = await life.attempt((visits) => visits.redeem(redemption('a', 'phone')));
  await insist(life, (visits) => visits.act(clinician, visitId, 'admit'));
  await insist(life, (visits) => visits.act(clinician, visitId, 'end'));
  await life.until('it is over', async (visits) => (await phase(visits, 'phone')) === 'ended');
  await life.until('all is gone', async () => life.homeserver.existing.size === 0);
};

const replaced: Story = async (life) => {
  await insist(life, (visits) => visits.invite(clinician, request('a')));
  await bothJoin(life, 'scanner');
  const { visitId } = await life.attempt((visits) => visits.redeem(redemption('a', 'scanner')));
  await insist(life, (visits) => visits.redeem(redemption('a', 'phone')).catch(expected('opened-elsewhere')));
  await insist(life, (visits) => visits.act(clinician, visitId, 'accept-other').catch(expected('conflict')));
  await bothJoin(life, 'phone');
  const second = await life.attempt((visits) => visits.redeem(redemption('a', 'phone')));
  await insist(life, (visits) => visits.act(clinician, second.visitId, 'decline'));
  await life.until('both are over', async (visits) => (await phase(visits, 'scanner')) === 'ended');
  await life.until('it is declined', async (visits) => (await phase(visits, 'phone')) === 'declined');
  await life.until('all is gone', async () => life.homeserver.existing.size === 0);
};

const noShow: Story = async (life) => {
  await insist(life, (visits) => visits.invite(clinician, request('a')));
  await insist(life, (visits) => visits.redeem(redemption('a', 'phone')));
  await life.until('there is a room', async (visits) => {
    const { roomId } = await visits.guestVisit(secret('phone'));
    return roomId !== null;
  });
  life.clock.pass(25_000);
  await life.until('there is another room', async (visits) => {
    await visits.lease(secret('phone'), 'here');
    return (await visits.guestVisit(secret('phone'))).roomId !== null;
  });
  life.clock.pass(3_600_000 * 2);
  await life.until('it is over', async (visits) => (await phase(visits, 'phone')) === 'ended');
  await life.until('all is gone', async () => life.homeserver.existing.size === 0);
};

function expected(code: string): (error: unknown) => void {
  return (error) => {
    if (!(error instanceof Refusal && error.code === code)) throw error;
  };
}

describe.each([
  ['a session', session],
  ['a visit given to another browser', replaced],
  ['a guest who never came in', noShow],
])('%s', (_, story) => {
  test('ends the same wherever the appservice dies', { timeout: 300_000 }, async () => {
    const calm = await live(story, 0);
    expect(calm.rooms).toEqual([]);
    expect(calm.database).toMatchObject({ invitations: [], visits: [], parked_tries: [], intentions: [] });
    const { passed, ...ending } = calm;
    expect(passed).toBeGreaterThan(50);
    for (let dieAt = 1; dieAt <= passed; dieAt++) {
      const { passed: _, ...other } = await live(story, dieAt);
      expect(other, `died at point ${dieAt} of ${passed}`).toEqual(ending);
    }
  });
});
