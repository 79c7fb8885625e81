import { expect, test } from 'vitest';
import { corners, nearestCorner, nextCorner } from './corners.ts';

const stage = { left: 0, top: 60, width: 400, height: 600 };
const at = (left: number, top: number) => ({ left, top, width: 100, height: 75 });

test.each([
  [at(290, 70), 'top-end'],
  [at(290, 500), 'bottom-end'],
  [at(10, 500), 'bottom-start'],
  [at(10, 70), 'top-start'],
] as const)('the own picture stays near where it was let go (%#)', (picture, corner) => {
  expect(nearestCorner(picture, stage, false)).toBe(corner);
});

test('right is where lines begin in a language that runs from right to left', () => {
  expect(nearestCorner(at(290, 70), stage, true)).toBe('top-start');
});

test('four presses lead once around', () => {
  let corner: (typeof corners)[number] = 'top-end';
  const seen = corners.map(() => {
    corner = nextCorner(corner);
    return corner;
  });
  expect(new Set(seen).size).toBe(4);
  expect(corner).toBe('top-end');
});
