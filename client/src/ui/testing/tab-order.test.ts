import { describe, expect, it } from 'vitest';
import { againstReading, type Stop } from './tab-order.ts';

const stop = (name: string, left: number, top: number): Stop => ({
  at: 0,
  name,
  left,
  top,
  right: left + 50,
  bottom: top + 40,
  troubles: [],
});

describe('a way through a screen that nobody would read', () => {
  it('goes back in a line, which is another direction where one reads from the right', () => {
    const line = [stop('first', 0, 0), stop('second', 100, 0)];
    expect(againstReading(line, false)).toEqual([]);
    expect(againstReading(line, true)).toEqual(['back in the line from first to second']);
    expect(againstReading(line.toReversed(), false)).toEqual(['back in the line from second to first']);
  });

  it('goes up, other than to the next column', () => {
    expect(againstReading([stop('low', 0, 200), stop('high', 20, 0)], false)).toEqual([
      'up from low to high',
    ]);
    expect(againstReading([stop('low', 0, 200), stop('beside', 100, 0)], false)).toEqual([]);
    expect(againstReading([stop('low', 100, 200), stop('beside', 0, 0)], true)).toEqual([]);
  });

  it('and going down is none', () => {
    expect(againstReading([stop('above', 100, 0), stop('below', 0, 100)], false)).toEqual([]);
  });
});
