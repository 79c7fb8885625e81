import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { untilRoom } from './room-again.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test('whoever makes room does not have to say so: it is looked for now and then', async () => {
  let isFull = true;
  const keeps = vi.fn(async () => !isFull);
  const done = vi.fn();
  void untilRoom(new AbortController().signal, keeps).then(done);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(keeps.mock.calls.length).toBeGreaterThan(5);
  expect(done).not.toHaveBeenCalled();
  isFull = false;
  await vi.advanceTimersByTimeAsync(10_000);
  expect(done).toHaveBeenCalledOnce();
});

test('nothing is written into a browser any more once the visit is over', async () => {
  const keeps = vi.fn(async () => false);
  const over = new AbortController();
  const waiting = untilRoom(over.signal, keeps);
  const failed = expect(waiting).rejects.toThrow('over');
  await vi.advanceTimersByTimeAsync(10_000);
  over.abort(new Error('over'));
  await failed;
  const before = keeps.mock.calls.length;
  await vi.advanceTimersByTimeAsync(60_000);
  expect(keeps.mock.calls.length).toBe(before);
});
