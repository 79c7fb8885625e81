import { describe, expect, it } from 'vitest';
import { type Figure, json, median, table } from './figures.ts';

const figure: Figure = {
  key: 'admitToFirstFrame.ratio',
  what: 'admit to first frame',
  unit: 'ms',
  ours: [90, 120, 100],
  floor: [200, 160, 240],
  aim: '≤ 1.0',
  met: (value) => value <= 1,
};

describe('the bench', () => {
  it('does not let one slow run speak for all: it takes the median', () => {
    expect(median([1, 1000, 2])).toBe(2);
    expect(median([4, 1, 3, 2])).toBe(2.5);
    expect(() => median([])).toThrow('nothing was measured');
  });

  it('gives each ratio beside what it was made from', () => {
    expect(json([figure])).toEqual({
      admitToFirstFrame: { ratio: 0.5, ours: 100, floor: 200, met: true, samples: 3 },
    });
  });

  it('holds a press against 200 ms also where it is shown beside an empty page', () => {
    const press: Figure = { ...figure, key: 'press.slowestMs', judged: 'ours', met: (ms) => ms <= 100 };
    expect(json([press])).toEqual({
      press: { slowestMs: 100, ratio: 0.5, ours: 100, floor: 200, met: true, samples: 3 },
    });
    expect(table([{ ...press, ours: [150] }])).toMatch(/150 ms +200 ms +0\.75 .*NO/);
  });

  it('makes no ratio of an empty page that took no time at all', () => {
    expect(json([{ ...figure, key: 'task.longestMs', judged: 'ours', floor: [0, 0, 0] }])).toEqual({
      task: { longestMs: 100, ours: 100, floor: 0, met: false, samples: 3 },
    });
  });

  it('says plainly when an aim was missed', () => {
    expect(table([{ ...figure, ours: [500] }])).toMatch(/2\.50 .*NO/);
  });
});
