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

test('who asks a homeserver that is silent hears so after a while, and a sync may be long', async () => {
  const silent = vi.fn<typeof fetch>(
    (_, init) =>
      new Promise((_resolve, reject) =>
        init?.signal?.addEventListener('abort', () => reject(init.signal?.reason)),
      ),
  );
  const frugal = frugalFetch({ syncFilter, keyBackup: false, fetch: silent, patienceMs: 1 });
  const leaving = new AbortController();
  const { signal } = leaving;
  const sendsInVain = (init: RequestInit) =>
    expect(frugal('https://practice.test/_matrix/client/v3/sendToDevice/m/1', init)).rejects.toMatchObject({
      name: 'TimeoutError',
    });
  for (const init of [{}, { signal }]) await sendsInVain(init);
  const sync = frugal('https://practice.test/_matrix/client/v3/sync?timeout=30000', { signal });
  const signalOfSync = silent.mock.lastCall?.[1]?.signal;
  // Asked later, given up by now.
  await sendsInVain({});
  expect(signalOfSync?.aborted).toBe(false);
  leaving.abort(new Error('gone'));
  await expect(sync).rejects.toThrow('gone');
});

test('everything else, and a clinician’s key backup, is asked for real', async () => {
  const { real, ask } = guestAsks(true);
  await ask('/_matrix/client/v3/sync');
  await ask('/_matrix/client/v3/room_keys/version');
  expect(real).toHaveBeenCalledTimes(2);
});
