import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import type { VisitKeeper } from '../storage/visit-record.ts';
import { type LeavingVisit, leaveQuickly } from './leave-quickly.ts';

const replace = vi.fn();
const did: string[] = [];

beforeEach(() => {
  did.length = 0;
  replace.mockClear();
  vi.stubGlobal('document', {
    body: { hidden: false },
    title: 'Gespräch',
    addEventListener: () => undefined,
    querySelectorAll: () => [],
  });
  vi.stubGlobal('location', { replace, pathname: '/j/', hash: '' });
  vi.stubGlobal('history', { state: null, replaceState: () => undefined });
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

function visit(change: Partial<LeavingVisit> = {}): LeavingVisit {
  return {
    practice: {},
    media: { shut: () => void did.push('camera') },
    screen: { stop: () => void did.push('screen') },
    before: { forget: async () => undefined },
    keeper: async () => undefined,
    session: { sayLeft: () => new Promise(() => undefined), vanish: async () => undefined },
    ...change,
  };
}

it('a screen that is being shown goes with the camera, in the moment of the press', () => {
  void leaveQuickly(visit());
  expect(did).toEqual(['camera', 'screen']);
  expect(replace).not.toHaveBeenCalled();
});

it('nothing is kept of a visit in which nobody has been met yet, and the page goes all the same', async () => {
  await leaveQuickly(visit({ screen: undefined, session: undefined }));
  expect(replace).toHaveBeenCalledWith('about:blank');
});

it('the page waits for the mark that keeps others out, also when the sign to the clinician is refused at once', async () => {
  vi.useFakeTimers();
  const writing = Promise.withResolvers<void>();
  const record = {} as VisitKeeper['record'];
  const kept: VisitKeeper = { record, change: () => writing.promise, bury: nothing, wipe: nothing };
  const sayLeft = vi.fn(() => Promise.reject(new Error('refused')));
  const leaving = leaveQuickly(visit({ keeper: async () => kept, session: { sayLeft, vanish: nothing } }));
  await vi.advanceTimersByTimeAsync(0);
  expect(sayLeft).toHaveBeenCalled();
  expect(replace).not.toHaveBeenCalled();
  writing.resolve();
  await leaving;
  expect(replace).toHaveBeenCalledWith('about:blank');
});

async function nothing(): Promise<void> {}
