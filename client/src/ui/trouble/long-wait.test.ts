import { describe, expect, it } from 'vitest';
import { longWait } from './long-wait.ts';

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

  it('a practice that is not reached for a minute can be called', () => {
    expect(longWait({ ...usual, offlineMs: minute })).toBe('cut-off');
  });
});
