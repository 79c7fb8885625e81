/** What the page keeps of a link that the door has refused, and what it asks of whoever has left in a hurry. */

import { signal } from '@preact/signals';
import { deriveLinkKeys, randomBytes, writeLink } from '@sprechzimmer/protocol';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem } from '../api/call-api.ts';
import { visitDatabasePrefix } from '../storage/databases.ts';
import { askForIt } from '../storage/take-over.ts';
import type { GuestView } from './guest-view.ts';
import { openGuestVisit } from './open-guest-visit.ts';

const answers = vi.hoisted(() => ({
  door: async (): Promise<unknown> => undefined,
  visit: undefined as object | undefined,
  lock: async (): Promise<unknown> => () => undefined,
  trouble: undefined as 'full' | 'refused' | undefined,
  written: Promise.resolve(),
}));
const entry = {
  state: undefined as unknown,
  replaceState(state: unknown) {
    entry.state = state;
  },
};

vi.mock('../api/public-api.ts', () => ({
  door: () => answers.door(),
  practice: async () => ({ call: { route: 'any' } }),
}));
vi.mock('./guest-session.ts', () => ({ runGuestSession: () => undefined }));
vi.mock('./browser-check.ts', () => ({ missingFeature: () => undefined }));
vi.mock('../storage/visit-record.ts', () => ({
  findVisit: async () => answers.visit,
  findVisitOfTab: async () => answers.visit,
  keepVisit: async (record: object) => {
    isWriting();
    await answers.written;
    return { record, change };
  },
}));
const isWriting = vi.hoisted(() => vi.fn());
const change = vi.hoisted(() => vi.fn(async (_part: object) => undefined));
const deleted = vi.hoisted(() => vi.fn(async (_names: readonly string[]) => undefined));
vi.mock('../storage/databases.ts', async (original) => ({
  ...(await original<object>()),
  deleteDatabases: deleted,
}));
vi.mock('../storage/try-storage.ts', () => ({ tryStorage: async () => answers.trouble }));
vi.mock('../storage/tab-lock.ts', () => ({ holdTabLock: () => answers.lock() }));
vi.stubGlobal('history', entry);

const link = { secret: randomBytes(32), clinicianMasterKey: randomBytes(32) };
const fragment = new URL(await writeLink('https://practice.test', link)).hash;
const doorSays = (state: string) => async () => ({ state, clinician: { name: 'Dr. M' }, kind: 'video' });
const refuses = (code: 'unknown-link' | 'cancelled') => async () => {
  throw new ApiProblem({ code });
};

beforeEach(() => {
  entry.state = { fragment, pathname: '/j/' };
  answers.visit = undefined;
  answers.trouble = undefined;
});

async function open(by = fragment): Promise<GuestView> {
  const media = {
    shut: () => undefined,
    release: () => undefined,
    wantedQuietSounds: signal('filtered'),
    wantQuietSounds: async () => undefined,
  } as unknown as Parameters<typeof openGuestVisit>[0]['media'];
  const visit = openGuestVisit({ taken: { fragment: by, pathname: '/j/', visit: undefined }, media });
  await vi.waitFor(() => expect(visit.stage.value.stage).not.toBe('opening'));
  return visit;
}

describe('a link is out of the history of this tab once it', () => {
  test.each(['too-late', 'cancelled', 'ended'])('is shown to be %s', async (state) => {
    answers.door = doorSays(state);
    await open();
    expect(JSON.stringify(entry.state)).not.toContain(fragment);
  });
  test.each(['unknown-link', 'cancelled'] as const)('is refused for good: %s', async (code) => {
    answers.door = refuses(code);
    await open();
    expect(JSON.stringify(entry.state)).not.toContain(fragment);
  });
});

test.each(['open', 'too-early', 'opened'])(
  'a link that may still open the door (%s) survives a reload',
  async (state) => {
    answers.door = doorSays(state);
    await open();
    expect(JSON.stringify(entry.state)).toContain(fragment);
  },
);

test('who has left in a hurry is asked whether it shall go on, also after the visit was open in another tab', async () => {
  answers.visit = { record: { id: '0'.repeat(32), leftQuicklyAtMs: 1 } };
  answers.lock = async () => undefined;
  const visit = await open();
  expect(visit.stage.value).toMatchObject({ stage: 'stopped', reason: { kind: 'other-tab' } });
  // Whoever finds this window later finds no link in it.
  expect(JSON.stringify(entry.state)).not.toContain(fragment);
  answers.lock = async () => () => undefined;
  await visit.retry();
  expect(visit.stage.value.stage).toBe('returned');
});

test('a browser that keeps nothing is said before anything is asked, and the link stays; a closed door is said first', async () => {
  answers.trouble = 'full';
  answers.door = doorSays('open');
  const visit = await open();
  expect(visit.stage.value).toMatchObject({ stage: 'stopped', reason: { kind: 'storage', trouble: 'full' } });
  expect(JSON.stringify(entry.state)).toContain(fragment);
  answers.trouble = undefined;
  await visit.retry();
  expect(visit.stage.value.stage).toBe('door');
  answers.trouble = 'full';
  answers.door = doorSays('cancelled');
  expect((await open()).stage.value.stage).toBe('door');
});

test('who leaves in a hurry in the moment of entering is marked as having left', async () => {
  vi.stubGlobal('document', {
    body: {},
    title: '',
    addEventListener: () => undefined,
    querySelectorAll: () => [],
  });
  const replace = vi.fn();
  vi.stubGlobal('location', { replace, pathname: '/j/', hash: '' });
  answers.lock = async () => () => undefined;
  answers.door = doorSays('open');
  const { promise, resolve: isWritten } = Promise.withResolvers<void>();
  answers.written = promise;
  const visit = await open();
  const entering = visit.enter('Anna');
  await vi.waitFor(() => expect(isWriting).toHaveBeenCalled());
  visit.leaveQuickly();
  isWritten();
  await vi.waitFor(() => expect(change).toHaveBeenCalledWith(expect.objectContaining({ onlyByLink: true })));
  await entering;
});

test('what is pressed in a window whose visit goes on in another one ends nothing there', async () => {
  const released = vi.fn();
  answers.lock = async () => released;
  const id = '0'.repeat(32);
  const bury = vi.fn(async () => undefined);
  answers.visit = { record: { id, leftQuicklyAtMs: 1 }, bury, wipe: bury, change };
  const visit = await open();
  expect(visit.stage.value.stage).toBe('returned');
  askForIt(visitDatabasePrefix + id);
  await vi.waitFor(() => expect(visit.stage.value).toMatchObject({ reason: { kind: 'taken-over' } }));
  await vi.waitFor(() => expect(released).toHaveBeenCalled());
  await visit.leave();
  expect(bury).not.toHaveBeenCalled();
});

test('whose visit goes to another window and back loses no keys on the way', async () => {
  const released = vi.fn();
  answers.lock = async () => released;
  answers.door = doorSays('open');
  // Of its own: the windows of the tests before this one are still open.
  const another = { ...link, secret: randomBytes(32) };
  const { id } = await deriveLinkKeys(another);
  const visit = await open(new URL(await writeLink('https://practice.test', another)).hash);
  await visit.enter('Anna');
  deleted.mockClear();
  askForIt(visitDatabasePrefix + id);
  await vi.waitFor(() => expect(visit.stage.value).toMatchObject({ reason: { kind: 'taken-over' } }));
  await vi.waitFor(() => expect(released).toHaveBeenCalled());
  await visit.goOnHere();
  expect(deleted).not.toHaveBeenCalled();
});
