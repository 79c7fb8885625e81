/** What a desk does by itself: after a reload, at a glance, and when a link has become known. */

import { type Invitation, InvitationSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { runDesk } from './desk-session.ts';
import { preparationMs } from './preparation.ts';
import type { RunningDesk } from './running-desk.ts';
import { nowSeconds, openPaperDesk, resetWorld, world } from './testing/paper-desk.ts';
import { guestWho, id, visitIn } from './testing/paper-patient.ts';

vi.mock('../api/public-api.ts', async () => (await import('./testing/paper-desk.ts')).paperApi);
vi.mock('../crypto/notebook.ts', async () => (await import('./testing/paper-desk.ts')).paperNotebook);
vi.mock('./proof-desk.ts', async () => (await import('./testing/paper-desk.ts')).paperProofs);
vi.mock('./visit-room.ts', async () => (await import('./testing/paper-desk.ts')).paperRooms);

let desk: RunningDesk | undefined;
beforeEach(resetWorld);
afterEach(async () => {
  vi.useRealTimers();
  await desk?.stop();
});

async function opened(): Promise<RunningDesk> {
  const paper = await openPaperDesk(runDesk);
  desk = paper.desk;
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
