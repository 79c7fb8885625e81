import { expect, test } from 'vitest';
import type { LineReading } from './line-stats.ts';
import { allIsHeard, hear, type SoundExpected, type SoundState } from './sound-watch.ts';

const both: SoundExpected = { fromUs: true, fromThem: true };
const speech: LineReading = {
  lossOut: 0,
  lossIn: 0,
  roundTripMs: 40,
  availableBps: undefined,
  soundPacketsIn: 100,
  ownLoudness: 1e-3,
};
const flat: LineReading = { ...speech, ownLoudness: 0 };
const nothingComes: LineReading = { ...speech, soundPacketsIn: 0 };

/** Looked at every two seconds. */
function after(...spans: readonly (readonly [LineReading, number, SoundExpected?])[]): SoundState {
  let state = allIsHeard;
  let nowMs = 0;
  for (const [reading, seconds, expected = both] of spans)
    for (let second = 0; second < seconds; second += 2) {
      nowMs += 2_000;
      state = hear(state, reading, expected, nowMs);
    }
  return state;
}

test('a microphone that gives nothing is noticed within ten seconds, and not at once', () => {
  expect(after([flat, 4]).ownIsSilent).toBe(false);
  expect(after([flat, 10]).ownIsSilent).toBe(true);
});

test('the first sound ends it', () => {
  expect(after([flat, 20], [speech, 2]).ownIsSilent).toBe(false);
});

test('who listens in a quiet room is not told that their microphone is broken', () => {
  const quietRoom = { ...speech, ownLoudness: 1e-8 };
  expect(after([quietRoom, 3_600]).ownIsSilent).toBe(false);
});

test('who has switched the microphone off is not told that it is silent', () => {
  expect(after([flat, 60, { ...both, fromUs: false }]).ownIsSilent).toBe(false);
  expect(after([flat, 60], [flat, 2, { ...both, fromUs: false }]).ownIsSilent).toBe(false);
});

test('a browser that does not tell the level accuses no microphone', () => {
  expect(after([{ ...speech, ownLoudness: undefined }, 60]).ownIsSilent).toBe(false);
});

test('a look in which nothing was measured neither begins nor ends a silence', () => {
  const unmeasured = { ...speech, ownLoudness: undefined };
  expect(after([flat, 6], [unmeasured, 2], [flat, 4]).ownIsSilent).toBe(true);
});

test('sound that does not arrive is noticed, unless their microphone is off', () => {
  expect(after([nothingComes, 4]).theirsIsMissing).toBe(false);
  expect(after([nothingComes, 8]).theirsIsMissing).toBe(true);
  expect(after([nothingComes, 60, { ...both, fromThem: false }]).theirsIsMissing).toBe(false);
  expect(after([nothingComes, 60], [speech, 2]).theirsIsMissing).toBe(false);
});
