import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { doubtWhile } from './doubts.ts';
import { FakeClock } from './testing/fake-clock.ts';

test('as long as a conversation stands still the line is asked for, and not one moment longer', () => {
  const clock = new FakeClock();
  const standsStill = signal(false);
  let doubts = 0;
  const stop = doubtWhile(standsStill, clock, () => {
    doubts += 1;
  });
  clock.advance(60_000);
  expect(doubts).toBe(0);
  standsStill.value = true;
  clock.advance(40_000);
  expect(doubts).toBe(10);
  standsStill.value = false;
  clock.advance(60_000);
  expect(doubts).toBe(10);
  standsStill.value = true;
  stop();
  clock.advance(60_000);
  expect(doubts).toBe(10);
});
