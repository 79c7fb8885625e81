import { createServer, type Server } from 'node:http';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HomeserverError } from './homeserver-error.ts';
import { makeOpenId } from './open-id.ts';

let server: Server;
let url: string;
let answer: { status: number; body: string };

beforeEach(async () => {
  server = createServer((_request, response) => response.writeHead(answer.status).end(answer.body));
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}`;
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

test.each([
  ['@doktor:practice.example', '@doktor:practice.example'],
  ['@doktor:evil.example', undefined],
  ['@doktor:evil.example:practice.example', undefined],
  ['@doktor:practice.example.evil.example', undefined],
])(
  'the homeserver’s word about %s gives %s: users of other servers are nobody here',
  async (sub, expected) => {
    answer = { status: 200, body: JSON.stringify({ sub }) };
    expect(await makeOpenId({ homeserverUrl: url, serverName: 'practice.example' }).whose('token')).toBe(
      expected,
    );
  },
);

test('only "I do not know this token" counts as no: a broken homeserver is an outage, not a refusal', async () => {
  const openId = makeOpenId({ homeserverUrl: url, serverName: 'practice.example' });
  answer = { status: 401, body: '{"errcode": "M_UNKNOWN_TOKEN"}' };
  expect(await openId.whose('token')).toBeUndefined();
  for (const broken of [
    { status: 500, body: '{}' },
    { status: 404, body: '{"errcode": "M_UNRECOGNIZED"}' },
    { status: 200, body: '{}' },
    { status: 200, body: 'not json' },
    { status: 200, body: '{"sub": "doktor"}' },
  ]) {
    answer = broken;
    await expect(openId.whose('token')).rejects.toBeInstanceOf(HomeserverError);
  }
});

test('a failure does not carry the token, which stood in the address', async () => {
  await new Promise((resolve) => server.close(resolve));
  const openId = makeOpenId({ homeserverUrl: url, serverName: 'practice.example' });
  const failure = await openId.whose('token-canary').catch((error: unknown) => error);
  expect(failure).toMatchObject({ code: 'ECONNREFUSED' });
  const { cause } = failure as Error;
  expect(`${String(failure)} ${JSON.stringify(failure)} ${String(cause)}`).not.toContain('canary');
});
