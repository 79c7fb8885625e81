import { describe, expect, test, vi } from 'vitest';
import { ApiProblem, Unreachable } from './call-api.ts';
import { follow } from './follow.ts';
import { retrying } from './retry.ts';

/** Fails with each of these, then answers. */
function attempts(...failures: Error[]) {
  return vi.fn(async () => {
    const failure = failures.shift();
    if (failure) throw failure;
    return 'answer';
  });
}
const pauses: number[] = [];
const pause = async (ms: number) => void pauses.push(ms);
const options = { pause, random: () => 1 };

describe('a request is repeated', () => {
  test('while there is no network, with longer and longer pauses', async () => {
    pauses.length = 0;
    const lost = () => new Unreachable('x');
    expect(await retrying(attempts(lost(), lost(), lost(), lost()), options)).toBe('answer');
    expect(pauses).toEqual([500, 1_000, 2_000, 4_000]);
  });
  test('after as long as the server asks for', async () => {
    pauses.length = 0;
    await retrying(attempts(new ApiProblem({ code: 'too-many-tries', retryAfterSeconds: 30 })), options);
    expect(pauses).toEqual([30_000]);
  });
  test.each([1e12, Number.NaN, -1])(
    'never without a pause, nor never: %s seconds',
    async (retryAfterSeconds) => {
      pauses.length = 0;
      await retrying(attempts(new ApiProblem({ code: 'too-many-tries', retryAfterSeconds })), options);
      expect(pauses[0]).toBeGreaterThanOrEqual(500);
      expect(pauses[0]).toBeLessThanOrEqual(300_000);
    },
  );
  test('not when the server has refused for good', async () => {
    const refused = attempts(new ApiProblem({ code: 'cancelled' }));
    await expect(retrying(refused, options)).rejects.toThrow('cancelled');
    expect(refused).toHaveBeenCalledTimes(1);
  });
  test('only so often when a person is waiting', async () => {
    const lost = attempts(...Array.from({ length: 9 }, () => new Unreachable('x')));
    await expect(retrying(lost, { ...options, tries: 3 })).rejects.toThrow(Unreachable);
    expect(lost).toHaveBeenCalledTimes(3);
  });
  test('and tells whether the server can be reached', async () => {
    const seen: boolean[] = [];
    await retrying(attempts(new Unreachable('x')), { ...options, onReachable: (is) => seen.push(is) });
    expect(seen).toEqual([false, true]);
  });
});

describe('following', () => {
  test('asks for what is newer than the last answer, and stops when nobody listens any more', async () => {
    const leaving = new AbortController();
    const asked: (number | undefined)[] = [];
    const heard: number[] = [];
    await follow({
      ask: async (since) => {
        asked.push(since);
        return { revision: (since ?? 0) + 1 };
      },
      onAnswer: ({ revision }) => {
        heard.push(revision);
        if (revision === 3) leaving.abort();
      },
      signal: leaving.signal,
      pause,
    });
    expect(asked).toEqual([undefined, 1, 2]);
    expect(heard).toEqual([1, 2, 3]);
  });
  test('never asks in a tight loop when the server has no news but answers at once', async () => {
    const leaving = new AbortController();
    pauses.length = 0;
    let asked = 0;
    await follow({
      ask: async () => {
        asked += 1;
        if (asked === 4) leaving.abort();
        return { revision: 1 };
      },
      onAnswer: () => undefined,
      signal: leaving.signal,
      pause,
      nowMs: () => 0,
    });
    expect(pauses).toEqual([1_000, 1_000]);
  });
  test('never asks in a tight loop when the server always has news, but is not slow about a few at once', async () => {
    const leaving = new AbortController();
    pauses.length = 0;
    let heard = 0;
    await follow({
      ask: async (since) => ({ revision: (since ?? 0) + 1 }),
      onAnswer: () => {
        heard += 1;
        if (heard === 20) leaving.abort();
      },
      signal: leaving.signal,
      pause: async (ms) => {
        if (pauses.length === 0) expect(heard).toBeGreaterThan(5);
        pauses.push(ms);
      },
      nowMs: () => 0,
    });
    expect(pauses.length).toBeGreaterThanOrEqual(10);
  });
  test('ends with the refusal that will not go away', async () => {
    const ask = () => Promise.reject(new ApiProblem({ code: 'ended' }));
    const following = follow({ ask, onAnswer: () => undefined, signal: new AbortController().signal, pause });
    await expect(following).rejects.toMatchObject({ code: 'ended' });
  });
});
