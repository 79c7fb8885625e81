import { expect, test } from 'vitest';
import { callFloor } from './call-floor.ts';

test('whoever was talked with before hears and sees nothing of the next', () => {
  const did: string[] = [];
  const call = (who: string) => ({ close: async () => void did.push(`${who} closed`) });
  const [first, second] = [call('first'), call('second')];
  const floor = callFloor();
  floor.take(first);
  floor.take(first);
  expect(did).toEqual([]);
  floor.take(second);
  expect(did).toEqual(['first closed']);
  floor.clear();
  floor.clear();
  expect(did).toEqual(['first closed', 'second closed']);
});
