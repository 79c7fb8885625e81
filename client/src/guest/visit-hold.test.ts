import { expect, test, vi } from 'vitest';
import { visitHold } from './visit-hold.ts';

/** One lock for each name, as tabs of one browser share it; whoever comes waits until it is free. */
const locks = vi.hoisted(() => ({ held: new Set<string>(), waiting: [] as (() => void)[] }));

vi.mock('../storage/tab-lock.ts', () => ({
  holdTabLock: async (name: string, patienceMs = 0) => {
    if (locks.held.has(name)) {
      if (patienceMs === 0) return undefined;
      await new Promise<void>((resolve) => locks.waiting.push(resolve));
    }
    locks.held.add(name);
    return () => {
      locks.held.delete(name);
      locks.waiting.shift()?.();
    };
  },
}));

test('a visit goes to another tab only once everything of it has ended in this one, and comes back', async () => {
  const ended: string[] = [];
  let finish: () => void = () => undefined;
  const one = visitHold(async () => {
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
    ended.push('one');
  });
  const other = visitHold(async () => void ended.push('other'));
  expect(await one.take('a visit')).toBe(true);
  expect(await other.take('a visit')).toBe(false);

  const taken = other.takeOver('a visit').then((is) => ended.push(`taken ${is}`));
  await vi.waitFor(() => {
    finish();
    expect(ended).toEqual(['one', 'taken true']);
  });
  await taken;
  expect(await one.takeOver('a visit')).toBe(true);
  expect(ended).toEqual(['one', 'taken true', 'other']);
});

test('another visit of this browser is not disturbed', async () => {
  const letGo = vi.fn(async () => undefined);
  const mine = visitHold(letGo);
  const other = visitHold(async () => undefined);
  await mine.take('mine');
  await other.takeOver('not mine');
  // Said after it on the same channel, and heard.
  await visitHold(async () => undefined).takeOver('mine');
  expect(letGo).toHaveBeenCalledTimes(1);
});

test('a visit that was let go while it was waited for is not written by this tab', async () => {
  const hold = visitHold(async () => undefined);
  const taking = hold.take('let go');
  hold.release();
  expect(await taking).toBe(false);
  expect(hold.isOurs()).toBe(false);
  // And is free for others.
  await vi.waitFor(() => expect(locks.held).not.toContain('sprechzimmer-visit-let go'));
});
