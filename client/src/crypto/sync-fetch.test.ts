import { expect, test } from 'vitest';
import { doubtLine } from '../call/line-doubt.ts';
import { syncFetch } from './sync-fetch.ts';

const address = 'https://practice.test/_matrix/client/v3/sync?timeout=30000&since=s1';

/** A server that answers when it is told to, and requests that hang until then. */
function line() {
  const page = new EventTarget();
  const asked: { readonly signal: AbortSignal; answer(): void }[] = [];
  let nowMs = 0;
  const fetch = (_: RequestInfo | URL, init?: RequestInit) =>
    new Promise<Response>((resolve, reject) => {
      const signal = init?.signal ?? new AbortController().signal;
      signal.addEventListener('abort', () => reject(signal.reason));
      asked.push({ signal, answer: () => resolve(new Response('{}')) });
    });
  return {
    page,
    asked,
    wait: (ms: number) => {
      nowMs += ms;
    },
    sync: (init?: RequestInit) => syncFetch({ fetch, page, nowMs: () => nowMs }, address, init),
  };
}

const settled = () => new Promise((resolve) => setTimeout(resolve, 0));

test('back in a network, what happened meanwhile is asked for at once', async () => {
  const { page, asked, sync } = line();
  const answer = sync();
  page.dispatchEvent(new Event('online'));
  await settled();
  expect(asked.map(({ signal }) => signal.aborted)).toEqual([true, false]);
  asked[1]?.answer();
  expect((await answer).ok).toBe(true);
});

test('on a line that may be dead the question is asked anew, but not again and again at once', async () => {
  const { page, asked, sync, wait } = line();
  const answer = sync();
  const doubtAfter = async (ms: number) => {
    wait(ms);
    doubtLine(page);
    await settled();
    return asked.length;
  };
  expect(await doubtAfter(1_000)).toBe(1);
  expect(await doubtAfter(1_000)).toBe(2);
  expect(await doubtAfter(4_000)).toBe(2);
  expect(await doubtAfter(4_000)).toBe(3);
  asked[2]?.answer();
  await answer;
});

test('after the answer nothing is asked any more', async () => {
  const { page, asked, sync } = line();
  const answer = sync();
  asked[0]?.answer();
  await answer;
  page.dispatchEvent(new Event('online'));
  await settled();
  expect(asked).toHaveLength(1);
});

test('whoever stops asking is left alone', async () => {
  const { page, asked, sync } = line();
  const leaving = new AbortController();
  const answer = sync({ signal: leaving.signal });
  leaving.abort(new Error('gone'));
  await expect(answer).rejects.toThrow('gone');
  page.dispatchEvent(new Event('online'));
  await settled();
  expect(asked).toHaveLength(1);
});

test('a server that refuses is not asked again behind the back of whoever asked', async () => {
  const { page } = line();
  const refused = syncFetch(
    { fetch: () => Promise.reject(new TypeError('no network')), page, nowMs: () => 0 },
    address,
    undefined,
  );
  await expect(refused).rejects.toThrow('no network');
});
