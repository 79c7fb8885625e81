import { expect, it } from 'vitest';
import { lowPercent } from './low-battery.ts';

it('a battery is spoken of only when it is nearly empty and nobody charges it', () => {
  expect(lowPercent({ level: 0.12, charging: false })).toBe(12);
  expect(lowPercent({ level: 0.12, charging: true })).toBeUndefined();
  expect(lowPercent({ level: 0.5, charging: false })).toBeUndefined();
});
