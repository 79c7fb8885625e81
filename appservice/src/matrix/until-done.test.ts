import { expect, test } from 'vitest';
import { silentLogger } from '../log/index.ts';
import { untilDone } from './until-done.ts';

test('a homeserver that is not up yet is asked again until it is', async () => {
  let tries = 0;
  const task = async () => {
    tries += 1;
    if (tries < 2) throw new Error('not yet');
  };
  await untilDone(task, { log: silentLogger, signal: new AbortController().signal });
  expect(tries).toBe(2);
});

test('asking again ends when the appservice stops', async () => {
  const stopping = new AbortController();
  const task = async () => {
    stopping.abort();
    throw new Error('not yet');
  };
  await untilDone(task, { log: silentLogger, signal: stopping.signal });
});
