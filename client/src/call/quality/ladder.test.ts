import { expect, test } from 'vitest';
import { type LadderState, type LineMeasure, nextState, startLadder, tryPicture } from './ladder.ts';

const good: LineMeasure = { lossOut: 0, roundTripMs: 40, availableBps: 5_000_000 };
const lossy: LineMeasure = { ...good, lossOut: 0.15 };
const broken: LineMeasure = { ...good, lossOut: 0.4 };
const carries = (availableBps: number): LineMeasure => ({ ...good, availableBps });

/** A line that is measured every second. */
function line() {
  let state: LadderState = startLadder(0);
  let nowMs = 0;
  const seen: string[] = [];
  return {
    seen,
    rung: () => state.rung,
    nowMs: () => nowMs,
    is(measure: LineMeasure, seconds: number) {
      for (let second = 0; second < seconds; second += 1) {
        nowMs += 1_000;
        const before = state.rung;
        state = nextState(state, measure, nowMs);
        if (state.rung !== before) seen.push(state.rung);
      }
      return state.rung;
    },
    switchOn() {
      state = tryPicture(state, nowMs);
    },
  };
}

test('on a good line the picture is whole from the beginning and stays so', () => {
  const one = line();
  one.is(good, 3_600);
  expect([one.rung(), one.seen]).toEqual(['full', []]);
});

test('a slow estimate at the beginning costs nobody their picture', () => {
  const one = line();
  expect(one.is(carries(300_000), 8)).toBe('full');
  expect(one.is(good, 60)).toBe('full');
});

test('a stumble of two seconds is not noticed', () => {
  const one = line();
  one.is(good, 30);
  for (let times = 0; times < 20; times += 1) {
    one.is(broken, 2);
    one.is(good, 3);
  }
  expect(one.seen).toEqual([]);
});

test('a lossy line gets a smaller picture, and keeps one', () => {
  const one = line();
  one.is(lossy, 120);
  expect(one.seen).toEqual(['good', 'modest', 'small']);
});

test('a line that loses every third packet keeps the sound and gives up the picture within ten seconds', () => {
  const one = line();
  one.is(broken, 10);
  expect(one.rung()).toBe('off');
});

test.each([
  ['answers after three seconds', { ...good, roundTripMs: 3_000 }, 'off'],
  ['answers after a second and a half', { ...good, roundTripMs: 1_500 }, 'small'],
  ['carries sound alone', carries(70_000), 'off'],
  ['carries 150 kbit/s', carries(150_000), 'small'],
  ['carries 300 kbit/s', carries(300_000), 'modest'],
  ['carries 500 kbit/s', carries(500_000), 'good'],
  ['carries 800 kbit/s', carries(800_000), 'full'],
] as const)('a line that %s', (_, measure, rung) => {
  const one = line();
  one.is(good, 20);
  // Off is tried again now and then: what counts is where it goes first.
  one.is(measure, rung === 'off' ? 10 : 40);
  expect(one.rung()).toBe(rung);
});

test('the picture comes back by itself when the line is good again, all of it within a minute', () => {
  const one = line();
  one.is(broken, 30);
  one.seen.length = 0;
  one.is(good, 60);
  expect(one.seen).toEqual(['small', 'modest', 'good', 'full']);
});

test('a line that carries no picture is tried ever more seldom', () => {
  const one = line();
  one.is(good, 10);
  const tries: number[] = [];
  for (let second = 0; second < 600; second += 1) {
    const before = one.rung();
    // With a picture on it the line breaks down; without, nothing is to be seen of that.
    one.is(before === 'off' ? good : broken, 1);
    if (before === 'off' && one.rung() === 'small') tries.push(one.nowMs());
  }
  const pauses = tries.slice(1).map((at, index) => at - (tries[index] ?? 0));
  expect(pauses[0]).toBeLessThan(30_000);
  expect(pauses.at(-1)).toBeGreaterThan(60_000);
  expect(tries.length).toBeLessThan(14);
});

test('a line that swings between good and bad does not make the picture swing with it', () => {
  const one = line();
  for (let times = 0; times < 30; times += 1) {
    one.is(lossy, 5);
    one.is(good, 5);
  }
  const ups = one.seen.filter((rung, index) => index > 0 && rung === 'full').length;
  expect(ups).toBe(0);
  expect(one.seen).toEqual(['good', 'modest', 'small']);
});

test('after one failed try and a good half hour the picture is trusted as at the beginning', () => {
  const one = line();
  one.is(broken, 20);
  one.is(good, 10);
  one.is(broken, 20);
  one.is(good, 1_800);
  one.is(broken, 20);
  one.seen.length = 0;
  one.is(good, 40);
  expect(one.seen).toEqual(['small', 'modest', 'good', 'full']);
});

test('whoever switches the camera on while the line is weak sees that it is tried at once', () => {
  const one = line();
  one.is(broken, 20);
  one.switchOn();
  expect(one.rung()).toBe('small');
  one.is(broken, 10);
  expect(one.rung()).toBe('off');
});

test('a browser that measures nothing sends the whole picture', () => {
  const one = line();
  one.is({ lossOut: undefined, roundTripMs: undefined, availableBps: undefined }, 600);
  expect(one.seen).toEqual([]);
});
