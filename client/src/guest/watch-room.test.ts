import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import { watchRoom } from './watch-room.ts';

test('how far a visit has come is kept once there is room again: a reload goes on from there', () => {
  const full = signal(false);
  const shown = signal(false);
  const change = vi.fn(async () => undefined);
  const keeping = { full, write: vi.fn(), kept: vi.fn() };
  const stop = watchRoom(keeping, { change }, shown);
  full.value = true;
  expect([shown.value, change.mock.calls]).toEqual([true, []]);
  full.value = false;
  expect([shown.value, change.mock.calls]).toEqual([false, [[{}]]]);
  full.value = true;
  stop();
  expect(shown.value).toBe(false);
});
