import type { VisitAnswer } from '@sprechzimmer/protocol';
import { VisitAnswerSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { Wait } from '../visits/service.ts';
import { type ApiUnderTest, startApi } from './api-under-test.ts';
import { examples } from './examples.ts';

const bearer = String(examples.redeem.request?.['claim']);
const answer: VisitAnswer = v.parse(VisitAnswerSchema, examples.visit.answer);

let api: ApiUnderTest;
beforeEach(async () => {
  api = await startApi();
});
afterEach(() => api.stop());

test('without "since" nobody waits; with it the use case is told how long it may hold the answer', async () => {
  await api.ask('POST', '/visit', { body: {}, bearer });
  await api.ask('POST', '/visit', { body: { since: 3 }, bearer });
  const [plain, waiting] = api.calls.map(({ args }) => args[1]);
  expect(plain).toBeUndefined();
  expect(waiting).toMatchObject({ since: 3, waitMs: 25_000 });
});

test('a browser that goes away is not waited for: its held answer is given up', async () => {
  const held = holdAnswers();
  const browser = new AbortController();
  const asking = api.ask('POST', '/visit', { body: { since: 3 }, bearer, signal: browser.signal });
  const { wait } = await held.next;
  browser.abort();
  await expect(asking).rejects.toThrow();
  await aborted(wait);
  held.release();
  expect(api.logged.join()).not.toContain('request-failed');
});

test('when the appservice stops, held answers go out at once and stopping does not hang', async () => {
  const held = holdAnswers();
  const asking = api.ask('POST', '/visit', { body: { since: 3 }, bearer });
  const { wait } = await held.next;
  const stopped = api.stop();
  await aborted(wait);
  held.release();
  expect((await asking).json).toEqual(answer);
  await stopped;
});

/** Makes the visit use case hold its answer until released. */
function holdAnswers() {
  let release = () => {};
  const released = new Promise<void>((resolve) => {
    release = resolve;
  });
  const next = new Promise<{ wait: Wait }>((resolve) => {
    api.visits.guestVisit = async (_claim, wait) => {
      if (wait) resolve({ wait });
      await released;
      return answer;
    };
  });
  return { next, release: () => release() };
}

function aborted({ signal }: Wait): Promise<void> {
  return new Promise((resolve) => {
    if (signal?.aborted) resolve();
    else signal?.addEventListener('abort', () => resolve(), { once: true });
  });
}
