import { expect, test, vi } from 'vitest';
import { frugalFetch } from './frugal-fetch.ts';

const syncFilter = { presence: { types: [] } };

function guestAsks(keyBackup = false) {
  const real = vi.fn<typeof fetch>(async () => Response.json({ real: true }));
  const frugal = frugalFetch({ syncFilter, keyBackup, fetch: real });
  return { real, ask: (path: string, method = 'GET') => frugal(`https://practice.test${path}`, { method }) };
}

test.each([
  ['/_matrix/client/v3/pushrules/', 'GET'],
  ['/_matrix/client/v3/capabilities', 'GET'],
  ['/_matrix/client/v3/user/%40guest%3Ax/filter', 'POST'],
  ['/_matrix/client/unstable/org.matrix.msc4143/rtc/transports', 'GET'],
  ['/_matrix/client/v3/room_keys/version', 'GET'],
])('a guest never asks the homeserver for %s', async (path, method) => {
  const { real, ask } = guestAsks();
  await ask(path, method);
  expect(real).not.toHaveBeenCalled();
});

test('the sync filter travels inline instead of being stored on the server', async () => {
  const { ask } = guestAsks();
  const answer: unknown = await (await ask('/_matrix/client/v3/user/%40guest%3Ax/filter', 'POST')).json();
  expect(answer).toEqual({ filter_id: JSON.stringify(syncFilter) });
});

test('everything else, and a clinician’s key backup, is asked for real', async () => {
  const { real, ask } = guestAsks(true);
  await ask('/_matrix/client/v3/sync');
  await ask('/_matrix/client/v3/room_keys/version');
  expect(real).toHaveBeenCalledTimes(2);
});
