import { describe, expect, it } from 'vitest';
import { absenceBetween } from './absence.ts';

describe('what a patient is told of the time their phone slept', () => {
  it('a page in the background that is let run once a minute has not slept', () => {
    expect(absenceBetween(1_000, 1_000 + 61_000)).toBeUndefined();
  });

  it('ten minutes in which nothing ran are said as they were', () => {
    expect(absenceBetween(5_000, 605_000)).toEqual({ fromMs: 5_000, toMs: 605_000 });
  });

  it('a clock that is put back makes no absence', () => {
    expect(absenceBetween(605_000, 5_000)).toBeUndefined();
  });
});
