import { describe, expect, it } from 'vitest';
import { countedWait, longWait } from './long-wait.ts';

const minute = 60_000;
const usual = { waitedMs: 0, offlineMs: 0, clinicianKnows: true, isExplained: false };

describe('nobody is left alone in the waiting room', () => {
  it('who has just come is not made uneasy', () => {
    expect(longWait({ ...usual, waitedMs: 3 * minute })).toBeUndefined();
    expect(longWait({ ...usual, waitedMs: 3 * minute, clinicianKnows: false })).toBeUndefined();
    expect(longWait({ ...usual, offlineMs: minute / 2 })).toBeUndefined();
  });

  it('when no desk has noticed them, they soon learn how to reach the practice', () => {
    expect(longWait({ ...usual, waitedMs: 4 * minute, clinicianKnows: false })).toBe('unseen');
  });

  it('when the clinician knows and does not come, they hear that they are not forgotten', () => {
    expect(longWait({ ...usual, waitedMs: 10 * minute })).toBe('seen');
  });

  it('what the clinician has explained is left to stand for a while', () => {
    expect(longWait({ ...usual, waitedMs: 12 * minute, isExplained: true })).toBeUndefined();
    expect(longWait({ ...usual, waitedMs: 25 * minute, isExplained: true })).toBe('seen');
  });

  it('who comes 29 minutes early hears nothing of a long wait until their time has come and four minutes are past', () => {
    const begins = 100 * minute;
    const entered = begins - 29 * minute;
    const saidAt = (now: number) =>
      longWait({ ...usual, clinicianKnows: false, waitedMs: countedWait(now - entered, begins, now) });
    for (const early of [29, 19, 4, 0]) expect(saidAt(begins - early * minute)).toBeUndefined();
    expect(saidAt(begins + 4 * minute - 1)).toBeUndefined();
    expect(saidAt(begins + 4 * minute)).toBe('unseen');
  });

  it('who comes late has waited since they came, and where no beginning is known so has everybody', () => {
    expect(countedWait(2 * minute, 0, 50 * minute)).toBe(2 * minute);
    expect(countedWait(4 * minute, undefined, 50 * minute)).toBe(4 * minute);
  });

  it('a practice that is not reached for a minute can be called', () => {
    expect(longWait({ ...usual, offlineMs: minute })).toBe('cut-off');
  });
});
