import { signal } from '@preact/signals';
import { expect, test } from 'vitest';
import { until } from './until.ts';

const never = new AbortController().signal;

test('what is there already is had at once, and what comes later when it comes', async () => {
  const room = signal<string | undefined>('!a');
  expect(await until(() => room.value, never)).toBe('!a');
  room.value = undefined;
  const next = until(() => room.value, never);
  room.value = '!b';
  expect(await next).toBe('!b');
});

test('who has left waits for nothing, whether they leave before or meanwhile', async () => {
  const leaving = new AbortController();
  const waiting = until(() => undefined, leaving.signal);
  leaving.abort(new Error('left'));
  await expect(waiting).rejects.toThrow('left');
  await expect(until(() => undefined, leaving.signal)).rejects.toThrow('left');
});
