import { afterEach, expect, test } from 'vitest';
import { type ApiUnderTest, startApi } from './api-under-test.ts';

let api: ApiUnderTest | undefined;
afterEach(() => api?.stop());

test('no answer, good or bad, may be stored, framed, sniffed, embedded or executed', async () => {
  api = await startApi();
  const answers = [
    await api.ask('GET', '/health'),
    await api.ask('POST', '/door', { body: {} }),
    await api.ask('GET', '/nothing'),
    await api.ask('POST', '/desk', { body: {} }),
  ];
  for (const { headers } of answers) {
    expect(Object.fromEntries(headers)).toMatchObject({
      'cache-control': 'no-store',
      'content-security-policy':
        "default-src 'none';frame-ancestors 'none';base-uri 'none';form-action 'none'",
      'cross-origin-resource-policy': 'same-origin',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'referrer-policy': 'no-referrer',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'x-robots-tag': 'none',
    });
    expect(headers.get('x-request-id')).toMatch(/^[A-Za-z0-9_-]{16}$/);
    for (const absent of ['x-powered-by', 'server', 'etag', 'set-cookie', 'strict-transport-security']) {
      expect(headers.has(absent)).toBe(false);
    }
  }
});

test('a page of another origin can neither read an answer nor ask before sending', async () => {
  api = await startApi();
  const headers = { origin: 'https://elsewhere.example', 'access-control-request-method': 'POST' };
  for (const method of ['GET', 'OPTIONS']) {
    const answered = await api.ask(method, '/practice', { headers });
    expect([...answered.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([]);
    if (method === 'OPTIONS') expect(answered.status).toBe(405);
  }
});

test('whose practice this is may be cached for a minute, nothing else may', async () => {
  api = await startApi();
  expect((await api.ask('GET', '/practice')).headers.get('cache-control')).toBe('max-age=60');
});

test('a practice on https tells browsers to stay there', async () => {
  api = await startApi({ publicUrl: 'https://practice.example' });
  const answered = await api.ask('GET', '/health');
  expect(answered.headers.get('strict-transport-security')).toBe('max-age=63072000');
});

test('request ids are made here: one that a client sends is not taken over', async () => {
  api = await startApi();
  const sent = 'AAAAAAAAAAAAAAAA';
  const first = await api.ask('GET', '/health', { headers: { 'x-request-id': sent } });
  const second = await api.ask('GET', '/health', { headers: { 'x-request-id': sent } });
  const ids = [sent, first.headers.get('x-request-id'), second.headers.get('x-request-id')];
  expect(new Set(ids).size).toBe(3);
});
