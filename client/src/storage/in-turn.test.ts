import { expect, test } from 'vitest';
import { inTurn } from './in-turn.ts';

test('what is kept later is not overtaken by what was kept before, and is kept although that failed', async () => {
  const turn = inTurn();
  const did: string[] = [];
  const slow = Promise.withResolvers<void>();
  const first = turn(async () => {
    await slow.promise;
    did.push('first');
  });
  const refused = turn(() => Promise.reject(new Error('full')));
  const last = turn(async () => void did.push('last'));
  // Held back by the first, for as long as that takes.
  for (let n = 0; n < 20; n += 1) await Promise.resolve();
  expect(did).toEqual([]);
  slow.resolve();
  await expect(refused).rejects.toThrow('full');
  await Promise.all([first, last]);
  expect(did).toEqual(['first', 'last']);
});
