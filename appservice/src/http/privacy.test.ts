import { afterAll, beforeAll, expect, test, vi } from 'vitest';
import { Refusal } from '../visits/service.ts';
import { type ApiUnderTest, startApi } from './api-under-test.ts';
import { type EndpointName, endpoints } from './endpoints.ts';
import { examples } from './examples.ts';

const address = '203.0.113.77';
const agent = 'CanaryBrowser/7.0';
const headers = {
  'x-forwarded-for': address,
  'user-agent': agent,
  referer: 'https://practice.example/j/canary-page',
  'accept-language': 'x-canary',
};

let api: ApiUnderTest;
let session: string;
beforeAll(async () => {
  api = await startApi();
  session = await api.signIn();
});
afterAll(() => api.stop());

test('a proxy that names an address which is none gets no word of it onto the console', async () => {
  const printed: unknown[] = [];
  for (const method of ['log', 'info', 'warn', 'error'] as const) {
    vi.spyOn(console, method).mockImplementation((...args) => void printed.push(args));
  }
  const { status } = await api.ask('POST', '/door', {
    body: examples.door.request,
    headers: { 'x-forwarded-for': 'canary-address:12345' },
  });
  vi.restoreAllMocks();
  expect(status).toBe(200);
  expect(printed).toEqual([]);
});

test('the log of a whole day, good and bad, names nobody and holds nothing anybody could use', async () => {
  const claim = String(examples.redeem.request?.['claim']);
  for (const name of Object.keys(endpoints) as EndpointName[]) {
    if (name === 'end-session') continue;
    const { path, request: body } = examples[name];
    const method = endpoints[name].method.toUpperCase();
    for (const bearer of [session, claim, 'canary-bearer']) {
      await api.ask(method, path, { ...(body ? { body } : {}), bearer, headers });
      const odd = (text: unknown) => (method === 'GET' ? {} : { body: text });
      await api.ask(method, `${path}?canary=query`, { ...odd({ canary: 'body' }), bearer, headers });
      await api.ask(method, `${path}/canary-path`, { ...odd('{canary'), bearer, headers });
    }
  }
  api.visits.door = async () => {
    throw new Error(`canary message about ${address} and ${claim}`);
  };
  await api.ask('POST', '/door', { body: examples.door.request, headers });
  api.visits.door = async () => {
    throw new Refusal('unknown-link');
  };
  await api.ask('POST', '/door', { body: examples.door.request, headers });

  const log = api.logged.join('\n');
  expect(api.logged.length).toBeGreaterThan(40);
  const canaries = [
    address,
    '127.0.0.1',
    '::1',
    agent,
    session,
    claim,
    'token-of-the-clinician',
    'practice.example',
  ];
  for (const canary of [
    ...canaries,
    ...idsOf(examples),
    'canary',
    'Canary',
    'Guest 7Q2',
    'Weber',
    '/api/',
    '/j/',
  ]) {
    expect(log).not.toContain(canary);
  }
});

test('a fault leaves its request id in the log, so that a support call finds it', async () => {
  api.visits.door = async () => {
    throw new Error('broken');
  };
  const answered = await api.ask('POST', '/door', { body: examples.door.request });
  const id = answered.json?.['requestId'];
  const line = api.logged.find((text) => text.includes(String(id)));
  expect(JSON.parse(line ?? '{}')).toMatchObject({ event: 'request-failed', status: 500, error: 'Error' });
});

test('a refusal names no field and repeats no input', async () => {
  const body = { id: 'canary-id', canary: 'canary-value' };
  const { text } = await api.ask('POST', '/door', { body, headers: { 'x-canary': 'canary' } });
  expect(text).not.toContain('canary');
});

/** Every handle, user, room, secret and voucher of the examples. */
function idsOf(value: unknown): string[] {
  if (typeof value === 'string') return value.length >= 16 && !value.startsWith('/') ? [value] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(idsOf);
}
