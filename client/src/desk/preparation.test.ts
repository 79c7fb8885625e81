import { type VisitId, VisitIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { beforeEach, expect, test } from 'vitest';
import { type Preparation, preparation, preparationMs } from './preparation.ts';

const [anna, ben]: VisitId[] = ['a', 'b'].map((name) => v.parse(VisitIdSchema, name.repeat(22)));
let passed: VisitId[];
let timers: { ms: number; run: () => void; stopped: boolean }[];
let preparing: Preparation;

beforeEach(() => {
  passed = [];
  timers = [];
  preparing = preparation((visit) => passed.push(visit), {
    now: () => 0,
    after: (ms, run) => {
      const timer = { ms, run, stopped: false };
      timers.push(timer);
      return () => {
        timer.stopped = true;
      };
    },
  });
});

test('a camera that was warmed up for nothing goes out again', () => {
  preparing.begin(anna as VisitId);
  expect(timers[0]?.ms).toBe(preparationMs);
  timers[0]?.run();
  expect(passed).toEqual([anna]);
  expect(preparing.is(anna as VisitId)).toBe(false);
});

test('looking at the next patient takes the word to the first one back', () => {
  preparing.begin(anna as VisitId);
  preparing.begin(ben as VisitId);
  expect(passed).toEqual([anna]);
});

test('letting somebody in takes nothing back', () => {
  preparing.begin(anna as VisitId);
  preparing.cancel();
  expect(passed).toEqual([]);
  expect(timers[0]?.stopped).toBe(true);
});

test('looking twice says the word once', () => {
  preparing.begin(anna as VisitId);
  preparing.begin(anna as VisitId);
  expect(timers).toHaveLength(1);
});

test('who is told that it will be later is told so at once, and not after half a minute of “in a moment”', () => {
  preparing.begin(anna as VisitId);
  preparing.takeBack(ben as VisitId);
  expect(passed).toEqual([]);
  preparing.takeBack(anna as VisitId);
  expect(passed).toEqual([anna]);
  expect(timers[0]?.stopped).toBe(true);
});
