import { expect, test } from 'vitest';
import { FakeClock } from '../call/testing/fake-clock.ts';
import { ownState } from './own-state.ts';

const minute = 60_000;

test('who is away for a moment is back by themselves, and patients do not read for ever that nobody is there', () => {
  const clock = new FakeClock();
  const own = ownState(clock);
  own.backIn(10);
  expect(own.now.value).toEqual({ kind: 'back', atMs: 10 * minute });
  clock.advance(10 * minute);
  expect(own.now.value).toEqual({ kind: 'free' });
});

test('who is back earlier is back at once', () => {
  const own = ownState(new FakeClock());
  own.backIn(10);
  own.backIn(undefined);
  expect(own.now.value).toEqual({ kind: 'free' });
});

test('a longer break takes the place of a shorter one, whose end then ends nothing', () => {
  const clock = new FakeClock();
  const own = ownState(clock);
  own.backIn(5);
  clock.advance(4 * minute);
  own.backIn(15);
  clock.advance(2 * minute);
  expect(own.now.value).toEqual({ kind: 'back', atMs: 19 * minute });
});

test('a conversation outweighs a break and ends it: after it nobody is told of an old one', () => {
  const own = ownState(new FakeClock());
  own.backIn(15);
  own.talking.value = true;
  expect(own.now.value).toEqual({ kind: 'busy' });
  own.backIn(5);
  own.talking.value = false;
  expect(own.now.value).toEqual({ kind: 'free' });
});
