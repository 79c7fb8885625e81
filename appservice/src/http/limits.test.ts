import { afterEach, expect, test } from 'vitest';
import { type Answered, type ApiUnderTest, startApi } from './api-under-test.ts';
import { examples } from './examples.ts';

let api: ApiUnderTest;
afterEach(() => api.stop());

const from = (address: string) => ({ headers: { 'x-forwarded-for': address } });

test('somebody who tries link after link is told to wait, and for how long; others are not held up', async () => {
  api = await startApi({ limits: { redeem: 3, redeemPerInvitation: 1000 } });
  const redeem = (n: number, address: string) =>
    api.ask('POST', '/redeem', {
      body: { ...examples.redeem.request, id: n.toString(16).padStart(32, '0') },
      ...from(address),
    });
  const tries = [];
  for (let n = 0; n < 5; n++) tries.push(await redeem(n, '203.0.113.7'));
  expect(tries.map(({ status }) => status)).toEqual([200, 200, 200, 429, 429]);
  expectWait(tries[4]);
  expect((await redeem(9, '203.0.113.8')).status).toBe(200);
});

test('one invitation cannot be tried from many addresses either', async () => {
  api = await startApi({ limits: { redeem: 1000, redeemPerInvitation: 2 } });
  const statuses = [];
  for (let n = 1; n < 5; n++) {
    const answered = await api.ask('POST', '/redeem', {
      body: examples.redeem.request,
      ...from(`203.0.113.${n}`),
    });
    statuses.push(answered.status);
  }
  expect(statuses).toEqual([200, 200, 429, 429]);
});

test('redeem tokens cannot be tried by reporting a link instead of opening it', async () => {
  api = await startApi({ limits: { redeem: 1000, redeemPerInvitation: 2 } });
  const ask = async (path: string, body: unknown) => (await api.ask('POST', path, { body })).status;
  expect(await ask('/redeem', examples.redeem.request)).toBe(200);
  expect(await ask('/exposed', examples.exposed.request)).toBe(204);
  expect(await ask('/exposed', examples.exposed.request)).toBe(429);
  expect(await ask('/redeem', examples.redeem.request)).toBe(429);
});

test('the many addresses of one IPv6 household count as one', async () => {
  api = await startApi({ limits: { door: 2 } });
  const statuses = [];
  for (let n = 1; n < 4; n++) {
    const answered = await api.ask('POST', '/door', {
      body: examples.door.request,
      ...from(`2001:db8:7:7::${n}`),
    });
    statuses.push(answered.status);
  }
  expect(statuses).toEqual([200, 200, 429]);
});

test('signing in is limited by address', async () => {
  api = await startApi({ limits: { session: 1 } });
  await api.ask('POST', '/session', { body: { openIdToken: 'a guess' } });
  expectWait(await api.ask('POST', '/session', { body: { openIdToken: 'another' } }));
});

test('two patients behind one address do not use up each other’s allowance', async () => {
  api = await startApi({ limits: { guest: 2 } });
  const lease = (bearer: string) => api.ask('POST', '/visit/lease', { body: { presence: 'here' }, bearer });
  const [anna, berta] = ['A'.repeat(43), `${'B'.repeat(42)}A`];
  expect((await lease(anna)).status).toBe(204);
  expect((await lease(anna)).status).toBe(204);
  expectWait(await lease(anna));
  expect((await lease(berta)).status).toBe(204);
});

test('made-up tokens are counted by address, however many are made up', async () => {
  api = await startApi({ limits: { strangers: 3, clinician: 1000 } });
  const statuses = [];
  for (let n = 0; n < 5; n++) {
    const bearer = `${n}`.repeat(42).concat('A');
    statuses.push((await api.ask('POST', '/desk', { body: {}, bearer })).status);
  }
  expect(statuses).toEqual([401, 401, 401, 429, 429]);
});

test('a clinician at work is not held up by a stranger’s count', async () => {
  api = await startApi({ limits: { strangers: 2 } });
  const bearer = await api.signIn();
  for (let n = 0; n < 6; n++) {
    expect((await api.ask('POST', '/desk', { body: {}, bearer })).status).toBe(200);
  }
});

function expectWait(answered: Answered | undefined): void {
  expect(answered?.status).toBe(429);
  expect(answered?.json?.['code']).toBe('too-many-tries');
  const seconds = answered?.json?.['retryAfterSeconds'];
  expect(seconds).toBeGreaterThan(0);
  expect(seconds).toBeLessThanOrEqual(60);
  expect(answered?.headers.get('retry-after')).toBe(String(seconds));
}
