/** What a desk does by itself after a reload, and what ending a visit does when the server plays no part in it. */

import { signal } from '@preact/signals';
import {
  type BookEntryContent,
  type DeskVisit,
  DeskVisitSchema,
  type Invitation,
  InvitationIdSchema,
  InvitationSchema,
  type Questions,
  type VisitId,
  VisitIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem } from '../api/call-api.ts';
import type { Alarm } from '../crypto/roster-view.ts';
import { type ProvenGuest, ProvenGuestSchema } from '../storage/desk-record.ts';
import { deskDay, type KeptDeskDay } from './desk-day.ts';
import { runDesk } from './desk-session.ts';
import { preparationMs } from './preparation.ts';
import type { DeskHost, RunningDesk } from './running-desk.ts';

const id = v.parse(InvitationIdSchema, '0'.repeat(32));
const nowSeconds = Math.floor(Date.now() / 1000);

const world = vi.hoisted(() => ({
  visit: undefined as DeskVisit | undefined,
  invitations: [] as readonly Invitation[],
  entry: undefined as Partial<BookEntryContent> | undefined,
  closedHere: false,
  proven: [] as readonly ProvenGuest[],
  alarm: undefined as Alarm | undefined,
  refuses: false,
  isSilent: false,
  before: undefined as Questions | undefined,
  /** Gives the server's next answer. */
  tellNews: undefined as ((visit: DeskVisit) => void) | undefined,
  did: [] as string[],
  sent: [] as string[],
  others: [] as DeskVisit[],
  /** Until then there is something that came while this desk was away, and has not been judged. */
  caughtUp: Promise.resolve(),
}));

vi.mock('../api/public-api.ts', () => ({
  desk: async (_token: string, since: number | undefined, abort: AbortSignal) =>
    since === undefined
      ? {
          revision: 1,
          serverTimeMs: 0,
          invitations: world.invitations,
          visits: [world.visit, ...world.others],
        }
      : new Promise((resolve, reject) => {
          abort.addEventListener('abort', () => reject(abort.reason));
          world.tellNews = (visit) =>
            resolve({ revision: 2, serverTimeMs: 0, invitations: [], visits: [visit] });
        }),
  act: async (_token: string, _visit: string, verb: string) => {
    if (world.refuses) throw new ApiProblem({ code: 'conflict' });
    world.did.push(`told ${verb}`);
  },
}));
vi.mock('../crypto/notebook.ts', () => ({
  openNotebook: async () => ({
    entries: signal(new Map(world.entry ? [[id, world.entry]] : [])),
    formerEntries: signal(new Map()),
    closeEntry: async () => void world.did.push('link closed'),
    close: () => undefined,
  }),
}));
vi.mock('./proof-desk.ts', () => ({
  openProofDesk: () => {
    const proven = signal(world.proven);
    return {
      proven,
      failed: signal(new Set()),
      comparisons: { uncompared: signal([]), of: () => undefined },
      onKnown: () => undefined,
      onReturn: () => () => undefined,
      recognised: async () => undefined,
      decideAgainst: async () => {
        proven.value = proven.value.map((guest) => ({ ...guest, superseded: true }));
        world.did.push('proof over');
      },
      change: (guest: ProvenGuest, part: Partial<ProvenGuest>) => ({ ...guest, ...part }),
      close: () => undefined,
    };
  },
}));
vi.mock('./visit-room.ts', () => ({
  openVisitRoom: ({ roomId }: { roomId: string }) => ({
    roomId,
    alarm: signal(world.alarm),
    sightings: signal([]),
    chat: signal(undefined),
    connected: signal(false),
    call: {
      mesh: signal(undefined),
      open: async () => void world.did.push('conversation opened'),
      leave: async () => void world.did.push('call left'),
      close: async () => void world.did.push('call closed'),
    },
    admitKey: () => world.did.push('key admitted'),
    connect: async () => void world.did.push('connected'),
    say: async (_guest: unknown, door: string) => {
      world.did.push(`said ${door}`);
      if (world.isSilent) await new Promise(() => undefined);
    },
    close: async () => undefined,
  }),
}));

let desk: RunningDesk | undefined;
let day: KeptDeskDay;
beforeEach(() => {
  Object.assign(world, {
    visit: visitIn('in-session'),
    invitations: [],
    entry: { id, kind: 'video', closed: false, not_after: nowSeconds + 60 },
    closedHere: false,
    proven: [guestWho('admitted')],
    alarm: undefined,
    before: undefined,
    refuses: false,
    isSilent: false,
    tellNews: undefined,
    did: [],
    sent: [],
    others: [],
    caughtUp: Promise.resolve(),
  });
});
afterEach(async () => {
  vi.useRealTimers();
  await desk?.stop();
});

async function opened(): Promise<RunningDesk> {
  const current = signal<VisitId | undefined>(undefined);
  day = deskDay(current, async () => undefined);
  desk = await runDesk({
    open: {},
    channel: {
      receive: () => () => undefined,
      send: async (type: string) => void world.sent.push(type),
      caughtUp: () => world.caughtUp,
      close: () => undefined,
    },
    session: {
      about: { window: { opensMinutesBefore: 30, closesMinutesAfter: 30 } },
      use: (request: (token: string) => unknown) => request('session'),
    },
    keeper: { isClosed: () => world.closedHere, seenConsents: [], keepSeenConsents: async () => undefined },
    practice: {
      botUserId: '@bot:practice.test',
      call: { route: 'direct', connectWhileWaiting: true },
      ...(world.before ? { before: world.before } : {}),
    },
    media: {
      release: () => void world.did.push('camera let go'),
      acquire: async () => void world.did.push('camera on'),
    },
    patients: signal([]),
    unlisted: signal([]),
    due: signal([]),
    exposed: signal([]),
    day,
    current,
    call: signal(undefined),
    apiReachable: signal(true),
    onLost: () => undefined,
  } as unknown as DeskHost);
  await vi.waitFor(() => expect(world.did).toContain('key admitted'));
  return desk;
}

describe('after a reload, without anybody pressing a button', () => {
  test('nobody is gone on with who was compared with: what link it was is their own word', async () => {
    world.proven = [{ ...guestWho('admitted'), comparedAt: nowSeconds }];
    await opened();
    expect(world.did).toEqual(['key admitted']);
  });

  test('a running conversation goes on, and so it does while it is allowed to run over', async () => {
    await opened();
    await vi.waitFor(() => expect(world.did).toContain('conversation opened'));
    await desk?.stop();
    world.did = [];
    world.entry = { ...world.entry, not_after: nowSeconds - 30 * 60 };
    await opened();
    await vi.waitFor(() => expect(world.did).toContain('conversation opened'));
  });
  test('a conversation goes on only once what came meanwhile has been heard: another desk may have it', async () => {
    const heard = Promise.withResolvers<void>();
    world.caughtUp = heard.promise;
    await opened();
    await vi.waitFor(() => expect(world.did).toContain('connected'));
    expect(world.did).not.toContain('conversation opened');
    heard.resolve();
    await vi.waitFor(() => expect(world.did).toContain('conversation opened'));
  });
  test.each([
    [
      'yesterday’s visit, which the server still calls a session',
      { not_after: nowSeconds - 20 * 3600 },
      false,
    ],
    ['one whose link is closed in the notebook', { closed: true }, false],
    ['one whose link was closed at this desk', {}, true],
  ])('no camera comes on for %s', async (_, change, closedHere) => {
    world.entry = { ...world.entry, ...change };
    world.closedHere = closedHere;
    await opened();
    expect(world.did).toEqual(['key admitted']);
  });
  test('what is wrong with a room already is put down to its patient, so that the next reload knows it', async () => {
    world.alarm = { kind: 'stranger', userId: '@x:practice.test', how: 'joined' };
    await opened();
    expect(world.did).toEqual(['key admitted']);
  });
  test('no camera comes on for a visit of no link in the notebook, and nothing connects', async () => {
    world.entry = undefined;
    await opened();
    expect(world.did).toEqual(['key admitted']);
  });
});

describe('a glance at somebody who waits', () => {
  const glance = async () => {
    world.visit = visitIn('waiting');
    world.proven = [guestWho('waiting')];
    const { prepare } = await opened();
    prepare(visitIn('waiting').visitId);
    return world.did;
  };

  test('warms both cameras up', async () => {
    expect(await glance()).toEqual(expect.arrayContaining(['camera on', 'said prepare']));
  });

  test.each([
    ['is taken back when nobody is let in after all', 'waiting', ['said waiting']],
    ['says nothing more to whoever was let in meanwhile, from another desk', 'in-session', []],
  ] as const)('%s', async (_, phase, said) => {
    world.visit = visitIn('waiting');
    world.proven = [guestWho('waiting')];
    const { prepare } = await opened();
    await vi.waitFor(() => expect(world.tellNews).toBeDefined());
    vi.useFakeTimers();
    prepare(visitIn('waiting').visitId);
    world.did = [];
    world.tellNews?.(visitIn(phase));
    await vi.advanceTimersByTimeAsync(preparationMs - 1);
    expect(world.did).not.toContain('camera let go');
    await vi.advanceTimersByTimeAsync(1);
    expect(world.did).toContain('camera let go');
    expect(world.did.filter((did) => did.startsWith('said'))).toEqual(said);
  });

  test('switches no camera on where something has stopped the visit', async () => {
    world.alarm = { kind: 'power-changed' };
    expect(await glance()).toEqual(['key admitted']);
  });
});

describe('where the practice wants to know something first', () => {
  const waiting = () => {
    world.visit = visitIn('waiting');
    world.before = { company: 'off', callback: 'off', place: 'required', crisis: 'off', consent: 'off' };
  };

  test('nobody is let in before they have said it, and no camera warms up', async () => {
    waiting();
    world.proven = [guestWho('waiting')];
    const running = await opened();
    running.prepare(visitIn('waiting').visitId);
    await expect(running.admit(visitIn('waiting').visitId)).rejects.toThrow();
    expect(world.did.filter((what) => what !== 'connected')).toEqual(['key admitted']);
  });

  test('whoever has said it is let in', async () => {
    waiting();
    world.proven = [{ ...guestWho('waiting'), answers: { seq: 1, given: { place: 'Lindenweg 1' } } }];
    const running = await opened();
    await running.admit(visitIn('waiting').visitId);
    expect(world.did).toEqual(expect.arrayContaining(['said admitted', 'told admit']));
  });
});

describe('the door of a conversation', () => {
  const waiting = { ...visitIn('waiting'), visitId: v.parse(VisitIdSchema, 'w'.repeat(22)) };
  const inConversation = async () => {
    world.others = [
      v.parse(DeskVisitSchema, {
        ...waiting,
        roomId: '!b:practice.test',
        guestUserId: '@guest-b:practice.test',
      }),
    ];
    world.proven = [
      ...world.proven,
      v.parse(ProvenGuestSchema, {
        ...guestWho('waiting'),
        id: '1'.repeat(32),
        roomId: '!b:practice.test',
        guest: '@guest-b:practice.test',
        guestMasterKey: `${'B'.repeat(42)}A`,
        h: '1'.repeat(64),
      }),
    ];
    const running = await opened();
    await vi.waitFor(() => expect(world.did).toContain('conversation opened'));
    world.did = [];
    return running;
  };

  test('locked, lets nobody else in: the one who is in it is not sent back by a wrong press', async () => {
    const running = await inConversation();
    day.lock.lock();
    await expect(running.admit(waiting.visitId)).rejects.toThrow();
    expect(world.did).toEqual([]);
    day.lock.unlock();
    await running.admit(waiting.visitId);
    expect(world.did).toEqual(expect.arrayContaining(['said waiting', 'said admitted', 'told admit']));
  });

  test('locked, hands the visit to no other browser', async () => {
    const running = await inConversation();
    day.lock.lock();
    await expect(running.decideOther(visitIn('in-session').visitId, 'accept')).rejects.toThrow();
    expect(world.did).toEqual([]);
    day.lock.unlock();
    await running.decideOther(visitIn('in-session').visitId, 'accept');
    expect(world.did).toContain('told accept-other');
  });
});

test('a visit that the clinician ends is over and its link closed, although the server refuses to end it', async () => {
  world.refuses = true;
  const running = await opened();
  world.did = [];
  await expect(running.end(visitIn('in-session').visitId)).rejects.toThrow();
  await vi.waitFor(() => expect(world.did).toEqual(expect.arrayContaining(['link closed', 'proof over'])));
  expect(world.did.indexOf('said ended')).toBeLessThan(world.did.indexOf('proof over'));
});

test('ending the visit of somebody who was compared with closes no link: which one it was is their own word', async () => {
  world.proven = [{ ...guestWho('admitted'), comparedAt: nowSeconds }];
  world.entry = undefined;
  const running = await opened();
  await running.end(visitIn('in-session').visitId);
  expect(world.did).toContain('proof over');
  expect(world.did).not.toContain('link closed');
});

test.each(['end', 'decline'] as const)(
  'a homeserver that takes no word keeps nobody in the picture of a visit that is over: %s',
  async (verb) => {
    const running = await opened();
    await vi.waitFor(() => expect(world.did).toContain('conversation opened'));
    world.isSilent = true;
    world.did = [];
    vi.useFakeTimers();
    void running[verb](visitIn('in-session').visitId);
    expect(world.did.slice(0, 2)).toEqual([verb === 'end' ? 'said ended' : 'said declined', 'call closed']);
    await vi.advanceTimersByTimeAsync(0);
    expect(world.did).toEqual(expect.arrayContaining(['link closed', 'proof over', `told ${verb}`]));
    await vi.advanceTimersByTimeAsync(2_000);
    expect(world.did).toContain('call left');
  },
);

describe('a link that the server says has stood in a path', () => {
  beforeEach(() => {
    world.invitations = [exposedInvitation()];
  });

  test('is closed in the notebook, and whoever waits by it is out, although the server leaves them in', async () => {
    world.visit = visitIn('waiting');
    world.proven = [guestWho('waiting')];
    await opened();
    await vi.waitFor(() =>
      expect(world.did).toEqual(
        expect.arrayContaining(['said ended', 'call closed', 'link closed', 'proof over', 'told end']),
      ),
    );
  });

  test('puts nobody out who was compared with and only names it', async () => {
    world.proven = [{ ...guestWho('admitted'), comparedAt: nowSeconds }];
    await opened();
    await vi.waitFor(() => expect(world.did).toContain('link closed'));
    expect(world.did).not.toContain('said ended');
    expect(world.did).not.toContain('told end');
  });
});

function exposedInvitation(): Invitation {
  return v.parse(InvitationSchema, {
    id,
    guestName: 'Guest 7Q2',
    bookName: '2026-11',
    nonce: 'A'.repeat(22),
    kind: 'video',
    notBefore: nowSeconds - 60,
    notAfter: nowSeconds + 60,
    state: 'exposed',
  });
}

function visitIn(phase: DeskVisit['phase']): DeskVisit {
  return v.parse(DeskVisitSchema, {
    visitId: 'v'.repeat(22),
    invitationId: id,
    guestName: 'Guest 7Q2',
    guestUserId: '@guest-a:practice.test',
    roomId: '!a:practice.test',
    phase,
    presence: 'here',
    presenceSinceMs: 0,
    waitingSinceMs: 0,
    otherBrowser: false,
  });
}

function guestWho(state: ProvenGuest['door']['state']): ProvenGuest {
  return v.parse(ProvenGuestSchema, {
    id,
    roomId: '!a:practice.test',
    guest: '@guest-a:practice.test',
    guestDevice: 'D',
    guestMasterKey: 'A'.repeat(43),
    tag: '0'.repeat(64),
    h: '0'.repeat(64),
    superseded: false,
    door: { seq: 1, state },
  });
}
