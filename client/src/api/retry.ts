/** Trying again: for requests that are safe to repeat, until they answer, refuse, or are no longer wanted. */

import { bounded } from './bounded.ts';
import { ApiProblem, Unreachable } from './call-api.ts';

/** Waits `ms`; ends early when the browser comes back online; rejects when aborted. */
export type Pause = (ms: number, signal: AbortSignal | undefined) => Promise<void>;

export interface RetryOptions {
  readonly signal?: AbortSignal | undefined;
  /** Told after each try whether the server could be reached. */
  readonly onReachable?: (reachable: boolean) => void;
  /** Give up after so many tries; default: never. */
  readonly tries?: number;
  /** Milliseconds between two tries at most; default 15 s. */
  readonly longestDelayMs?: number;
  readonly pause?: Pause;
  /** 0 to 1; injected by tests. */
  readonly random?: () => number;
}

const firstDelayMs = 500;
const defaultLongestDelayMs = 15_000;
/** Seconds. Longer than this nobody is kept waiting without another try. */
const askedBounds = { least: 0, most: 300, otherwise: 0 };

/**
 * Repeats `attempt` after network failures and after `unavailable`, `internal` and `too-many-tries`.
 * @throws whatever else `attempt` throws, and its last failure when the tries are used up
 */
export async function retrying<T>(attempt: () => Promise<T>, options: RetryOptions = {}): Promise<T> {
  const pause = options.pause ?? pauseFor;
  const random = options.random ?? Math.random;
  for (let tries = 1; ; tries += 1) {
    try {
      const result = await attempt();
      options.onReachable?.(true);
      return result;
    } catch (error) {
      options.signal?.throwIfAborted();
      const worthwhile = isPassing(error);
      options.onReachable?.(!worthwhile || isRateLimit(error));
      if (!worthwhile || tries >= (options.tries ?? Number.POSITIVE_INFINITY)) throw error;
      const longestDelayMs = options.longestDelayMs ?? defaultLongestDelayMs;
      const backoffMs = Math.min(longestDelayMs, firstDelayMs * 2 ** Math.min(tries - 1, 10));
      const asked = error instanceof ApiProblem ? error.retryAfterSeconds : undefined;
      const askedMs = bounded(asked, askedBounds) * 1000;
      await pause(Math.max(askedMs, backoffMs * (0.5 + random() / 2)), options.signal);
    }
  }
}

/** True for failures that go away by themselves. */
export function isPassing(error: unknown): boolean {
  if (error instanceof Unreachable) return true;
  return error instanceof ApiProblem && ['unavailable', 'internal', 'too-many-tries'].includes(error.code);
}

function isRateLimit(error: unknown): boolean {
  return error instanceof ApiProblem && error.code === 'too-many-tries';
}

export const pauseFor: Pause = (ms, signal) =>
  new Promise((resolve, reject) => {
    const done = () => {
      clearTimeout(timer);
      globalThis.removeEventListener?.('online', done);
      signal?.removeEventListener('abort', stop);
      resolve();
    };
    const stop = () => {
      done();
      reject(signal?.reason);
    };
    const timer = setTimeout(done, ms);
    globalThis.addEventListener?.('online', done);
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
  });
