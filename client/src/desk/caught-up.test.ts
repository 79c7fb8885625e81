/** A desk that was loaded anew hears what it has missed before anything goes on by itself. */

import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { catchUpPatienceMs, caughtUp } from './caught-up.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what was waiting is heard first, also what the desk has only just begun to listen for', async () => {
  let waiting: Promise<void> = Promise.resolve();
  const heard = Promise.withResolvers<void>();
  const is = caughtUp({ caughtUp: () => waiting });
  // In the same turn somebody else of the desk begins to listen.
  waiting = heard.promise;
  await vi.advanceTimersByTimeAsync(0);
  expect(is.value).toBe(false);
  heard.resolve();
  await vi.advanceTimersByTimeAsync(0);
  expect(is.value).toBe(true);
});

test.each([
  ['never comes', () => new Promise<void>(() => undefined)],
  ['cannot be read', () => Promise.reject(new Error('unreadable'))],
])('what %s keeps no conversation from going on for good', async (_, waiting) => {
  const is = caughtUp({ caughtUp: waiting });
  await vi.advanceTimersByTimeAsync(catchUpPatienceMs);
  expect(is.value).toBe(true);
});
