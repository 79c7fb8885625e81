import { beforeEach, describe, expect, test } from 'vitest';
import { silentLogger } from '../log/index.ts';
import { makeRunner, type Runner } from './runner.ts';
import { type HandClock, type HandTimers, handClock, handTimers, startMs } from './world-under-test.ts';

describe('the runner', () => {
  let clock: HandClock;
  let timers: HandTimers;
  let ticks: number;
  let dueMs: number | undefined;
  let failing: boolean;
  let runner: Runner;

  beforeEach(() => {
    clock = handClock();
    timers = handTimers();
    ticks = 0;
    dueMs = undefined;
    failing = false;
    runner = makeRunner({
      clock,
      timers,
      log: silentLogger,
      tick: async () => {
        ticks += 1;
        if (failing) throw new Error('database away');
      },
      nextDueMs: async () => dueMs,
    });
  });

  /** Lets the one timer run, and waits until the next one is set. */
  const ring = async () => {
    const [delayMs = 0] = timers.waiting();
    clock.pass(delayMs);
    timers.run(delayMs);
    await expect.poll(() => timers.waiting()).toHaveLength(1);
  };

  test('takes up at once what was left undone', async () => {
    runner.start();
    await ring();
    expect(ticks).toBe(1);
  });

  test('sleeps until something is due, an hour at most', async () => {
    dueMs = startMs + 5_000;
    runner.start();
    await ring();
    expect(timers.waiting()).toEqual([5_000]);
    dueMs = undefined;
    await ring();
    expect(timers.waiting()).toEqual([3_600_000]);
    expect(ticks).toBe(2);
  });

  test('wakes earlier when something new is due earlier, not for what is due later', async () => {
    runner.start();
    await ring();
    runner.wakeBy(startMs + 20_000);
    runner.wakeBy(startMs + 40_000);
    expect(timers.waiting()).toEqual([20_000]);
  });

  test('does not forget what becomes due while it is at work', async () => {
    runner.start();
    dueMs = startMs + 50_000;
    const [delayMs = 0] = timers.waiting();
    timers.run(delayMs);
    runner.wakeBy(startMs + 10);
    await expect.poll(() => timers.waiting()).toEqual([10]);
  });

  test('tries again a second after a failure', async () => {
    failing = true;
    runner.start();
    await ring();
    expect(timers.waiting()).toEqual([1_000]);
    failing = false;
    await ring();
    expect(timers.waiting()).toEqual([3_600_000]);
  });

  test('does nothing any more once it has been stopped', async () => {
    runner.start();
    await ring();
    runner.stop();
    runner.wakeBy(startMs);
    timers.run(Number.POSITIVE_INFINITY);
    expect(timers.waiting()).toEqual([]);
    expect(ticks).toBe(1);
  });
});
