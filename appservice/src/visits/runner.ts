/** Calls `tick` when something is due, and not in between: one timer, set to the earliest instant there is. */

import type { Logger } from '../log/index.ts';
import type { Clock } from './ports.ts';
import type { Timers } from './timers.ts';

export interface Runner {
  start(): void;
  /** Something will be due at this instant; no later than that the next tick runs. */
  wakeBy(atMs: number): void;
  stop(): void;
}

export interface RunnerParts {
  readonly clock: Clock;
  readonly timers: Timers;
  readonly log: Logger;
  tick(): Promise<void>;
  /** The earliest instant later than this at which something is due. */
  nextDueMs(afterMs: number): Promise<number | undefined>;
}

/** Even with nothing to do. Also what a clock that was set back costs at most. */
const longestMs = 3_600_000;
const afterFailureMs = 1000;

export function makeRunner({ clock, timers, log, tick, nextDueMs }: RunnerParts): Runner {
  let state: 'new' | 'running' | 'ticking' | 'stopped' = 'new';
  let armed: { atMs: number; cancel: () => void } | undefined;
  let askedForMs = Number.POSITIVE_INFINITY;

  const arm = (atMs: number) => {
    if (armed && armed.atMs <= atMs) return;
    armed?.cancel();
    armed = { atMs, cancel: timers.after(Math.max(0, atMs - clock.nowMs()), () => void run()) };
  };

  const run = async () => {
    armed = undefined;
    if (state !== 'running') return;
    state = 'ticking';
    askedForMs = Number.POSITIVE_INFINITY;
    const startedMs = clock.nowMs();
    let nextMs = startedMs + longestMs;
    try {
      await tick();
      nextMs = Math.min(nextMs, (await nextDueMs(startedMs)) ?? nextMs);
    } catch (error) {
      log.error('round-failed', { error });
      nextMs = clock.nowMs() + afterFailureMs;
    }
    if (isStopped()) return;
    state = 'running';
    arm(Math.min(nextMs, askedForMs));
  };

  const isStopped = () => state === 'stopped';

  return {
    start() {
      if (state !== 'new') return;
      state = 'running';
      arm(clock.nowMs());
    },
    wakeBy(atMs) {
      askedForMs = Math.min(askedForMs, atMs);
      if (state === 'running') arm(atMs);
    },
    stop() {
      state = 'stopped';
      armed?.cancel();
    },
  };
}
