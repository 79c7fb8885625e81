/** What letting in and ending do, also when the server plays no part in it. */

import { DeskVisitSchema, VisitIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { KeptDeskDay } from './desk-day.ts';
import { runDesk } from './desk-session.ts';
import type { RunningDesk } from './running-desk.ts';
import { nowSeconds, openPaperDesk, resetWorld, world } from './testing/paper-desk.ts';
import { guestWho, provenGuest, visitIn } from './testing/paper-patient.ts';

vi.mock('../api/public-api.ts', async () => (await import('./testing/paper-desk.ts')).paperApi);
vi.mock('../crypto/notebook.ts', async () => (await import('./testing/paper-desk.ts')).paperNotebook);
vi.mock('./proof-desk.ts', async () => (await import('./testing/paper-desk.ts')).paperProofs);
vi.mock('./visit-room.ts', async () => (await import('./testing/paper-desk.ts')).paperRooms);

let desk: RunningDesk | undefined;
let day: KeptDeskDay;
beforeEach(resetWorld);
afterEach(async () => {
  vi.useRealTimers();
  await desk?.stop();
});

async function opened(): Promise<RunningDesk> {
  const paper = await openPaperDesk(runDesk);
  desk = paper.desk;
  day = paper.day;
  return desk;
}

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

test('nobody’s camera goes on who has left in a hurry and come back, before the clinician has pressed', async () => {
  world.visit = visitIn('waiting');
  world.proven = [{ ...guestWho('waiting'), leftQuicklyAtMs: 1 }];
  const running = await opened();
  running.prepare(visitIn('waiting').visitId);
  expect(world.did).not.toContain('said prepare');
  await running.admit(visitIn('waiting').visitId);
  expect(world.did).toContain('said admitted');
});

test('nobody is let in who has left for good, whoever the server says is there', async () => {
  world.visit = visitIn('waiting');
  world.proven = [{ ...guestWho('waiting'), leftAtMs: 1 }];
  const running = await opened();
  running.prepare(visitIn('waiting').visitId);
  await expect(running.admit(visitIn('waiting').visitId)).rejects.toThrow();
  expect(world.did).not.toContain('said prepare');
  expect(world.did).not.toContain('said admitted');
});

test('whoever has not left in a hurry reads that it begins', async () => {
  world.visit = visitIn('waiting');
  world.proven = [guestWho('waiting')];
  const running = await opened();
  running.prepare(visitIn('waiting').visitId);
  expect(world.did).toContain('said prepare');
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
      provenGuest({
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

describe('of two who hold the secret of one link', () => {
  const rival = provenGuest({
    roomId: '!b:practice.test',
    guest: '@guest-b:practice.test',
    guestMasterKey: `${'B'.repeat(42)}A`,
    h: '1'.repeat(64),
  });
  const bothAre = async () => {
    world.proven = [guestWho('waiting'), rival];
    world.others = [
      v.parse(DeskVisitSchema, {
        ...visitIn('waiting'),
        visitId: 'w'.repeat(22),
        roomId: rival.roomId,
        guestUserId: rival.guest,
      }),
    ];
    world.proven = [...world.proven, third];
    world.others.push(
      v.parse(DeskVisitSchema, {
        ...visitIn('waiting'),
        visitId: 't'.repeat(22),
        roomId: third.roomId,
        guestUserId: third.guest,
      }),
    );
    const running = await opened();
    world.did = [];
    return running;
  };
  /** With a link of their own: the desk has looked at its visits when their key is admitted. */
  const third = provenGuest({
    ...rival,
    id: '2'.repeat(32),
    roomId: '!c:practice.test',
    guest: '@guest-c:practice.test',
    h: '2'.repeat(64),
  });
  const { visitId } = visitIn('waiting');

  test('nobody is let in by the way when the conversation with the other is ended: the link is over first', async () => {
    const running = await bothAre();
    await running.end(visitId);
    expect(world.did.indexOf('link closed')).toBeGreaterThan(-1);
    expect(world.did.indexOf('link closed')).toBeLessThan(world.did.indexOf('proof over'));
  });

  test('the one who is left goes on when the other is declined', async () => {
    const running = await bothAre();
    await running.decline(visitId);
    expect(world.did).toContain('proof over');
    expect(world.did).not.toContain('link closed');
  });

  test('nobody is left when the secret has become known and the clinician has met neither', async () => {
    world.exposedHere = true;
    const running = await bothAre();
    await running.decline(visitId);
    expect(world.did).toContain('link closed');
  });
});

test('ending the visit of somebody who was compared with closes no link: which one it was is their own word', async () => {
  world.proven = [{ ...guestWho('admitted'), comparedAt: nowSeconds }];
  world.entry = undefined;
  const running = await opened();
  await running.end(visitIn('in-session').visitId);
  expect(world.did).toContain('proof over');
  expect(world.did).not.toContain('link closed');
});

describe('another browser that is let go on', () => {
  const { visitId } = visitIn('waiting');
  const second = { roomId: '!b:practice.test', guest: '@guest-b:practice.test', h: '1'.repeat(64) };
  const otherKey = `${'B'.repeat(42)}A`;
  /** With a link of their own: nobody they could be mistaken for. */
  const third = provenGuest({
    id: '2'.repeat(32),
    roomId: '!d:practice.test',
    guest: '@guest-d:practice.test',
    guestMasterKey: `${'C'.repeat(42)}A`,
    h: '3'.repeat(64),
  });
  const out = () => world.proven.filter(({ superseded }) => superseded);
  const accepted = async (...guests: (typeof world.proven)[number][]) => {
    world.visit = visitIn('waiting');
    world.proven = [...guests, third];
    world.others = [
      v.parse(DeskVisitSchema, {
        ...world.visit,
        visitId: 't'.repeat(22),
        roomId: third.roomId,
        guestUserId: third.guest,
      }),
    ];
    const running = await opened();
    await running.decideOther(visitId, 'accept');
    expect(world.did).toContain('told accept-other');
    return out();
  };

  test('takes the place of everybody who has proven its link', async () => {
    const rival = provenGuest({ ...second, guestMasterKey: otherKey });
    expect(await accepted(guestWho('waiting'), rival)).toHaveLength(2);
  });

  test('where somebody was compared with, puts out no patient whose link they have named', async () => {
    const compared = { ...guestWho('waiting'), comparedAt: nowSeconds };
    const patient = provenGuest({ ...second, guestMasterKey: otherKey });
    expect((await accepted(compared, patient)).map(({ guest }) => guest)).toEqual([compared.guest]);
  });

  test('puts out nobody who was compared with and has named the same link, and the same person in every room', async () => {
    const compared = provenGuest({ ...second, guestMasterKey: otherKey, comparedAt: nowSeconds });
    const before = provenGuest({ roomId: '!c:practice.test', h: '2'.repeat(64), comparedAt: nowSeconds });
    const patient = guestWho('waiting');
    expect((await accepted(patient, compared, before)).map(({ h }) => h)).toEqual([patient.h, before.h]);
  });
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
