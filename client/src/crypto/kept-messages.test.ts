import { expect, test } from 'vitest';
import { keptMessages } from './kept-messages.ts';

test('whoever sends a thousand messages pushes out nobody else’s proof', () => {
  const kept = keptMessages<string>();
  kept.keep('patient', 'proof');
  for (let n = 0; n < 1000; n += 1) kept.keep('stranger', `noise ${n}`);
  kept.keep('patient', 'name');
  const all = kept.takeAll();
  expect(all.filter((message) => !message.startsWith('noise'))).toEqual(['proof', 'name']);
  expect(all.length).toBeLessThan(30);
  expect(all).toContain('noise 999');
  expect(kept.takeAll()).toEqual([]);
});

test('a thousand strangers do not fill the memory of a desk', () => {
  const kept = keptMessages<number>();
  for (let n = 0; n < 1000; n += 1) kept.keep(`stranger ${n}`, n);
  const all = kept.takeAll();
  expect(all.length).toBeLessThan(300);
  expect(all).toContain(999);
});
