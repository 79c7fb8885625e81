import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import {
  type RoomId,
  signatureToleranceMs,
  signStewardRequest,
  stewardPrefix,
  type UserId,
  utf8,
} from '@sprechzimmer/protocol';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HomeserverError } from './homeserver-error.ts';
import { makeSteward } from './steward-client.ts';

const stewardKey = new Uint8Array(32).fill(7);
const guest = '@guest-7k2m9x4qv8t3r6w1z5bn:practice.example' as UserId;
const room = '!room:practice.example' as RoomId;
const now = 1_790_000_000_000;

let server: Server;
let url: string;
let asked: { path: string; headers: IncomingHttpHeaders; body: string }[];
let answer: { status: number; body: string } | 'silence';

beforeEach(async () => {
  asked = [];
  answer = { status: 200, body: '{"done": true}' };
  server = createServer((request, response) => {
    let body = '';
    request.on('data', (chunk) => {
      body += String(chunk);
    });
    request.on('end', () => {
      asked.push({ path: request.url ?? '', headers: request.headers, body });
      if (answer !== 'silence') response.writeHead(answer.status).end(answer.body);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  url = `http://127.0.0.1:${typeof address === 'object' && address ? address.port : 0}/`;
});
afterEach(() => {
  server.closeAllConnections();
  return new Promise((resolve) => server.close(resolve));
});

test('each verb is signed over exactly what is sent, with the time and a nonce never used before', async () => {
  const steward = makeSteward({ homeserverUrl: url, stewardKey, clock: { nowMs: () => now } });
  await steward.confine(guest, room);
  expect(await steward.disposeGuest(guest)).toBe(true);
  expect(await steward.disposeRoom(room)).toBe(true);
  expect(asked.map(({ path, body }) => [path, JSON.parse(body)])).toEqual([
    [`${stewardPrefix}/steward/confine`, { user_id: guest, room_id: room }],
    [`${stewardPrefix}/steward/dispose-guest`, { user_id: guest }],
    [`${stewardPrefix}/steward/dispose-room`, { room_id: room }],
  ]);
  for (const { path, headers, body } of asked) {
    const date = String(headers['x-sprechzimmer-date']);
    const nonce = String(headers['x-sprechzimmer-nonce']);
    expect(Math.abs(Number(date) - now)).toBeLessThan(signatureToleranceMs);
    const signed = await signStewardRequest(stewardKey, {
      method: 'POST',
      path,
      body: utf8(body),
      date,
      nonce,
    });
    expect(headers['x-sprechzimmer-signature']).toBe(signed);
  }
  expect(new Set(asked.map(({ headers }) => headers['x-sprechzimmer-nonce'])).size).toBe(3);
});

test('"not done yet" is not taken for done', async () => {
  answer = { status: 200, body: '{"done": false}' };
  const steward = makeSteward({ homeserverUrl: url, stewardKey, clock: { nowMs: () => now } });
  expect(await steward.disposeRoom(room)).toBe(false);
});

test.each([
  [
    { status: 403, body: '{"errcode": "M_FORBIDDEN", "error": "@secret:practice.example"}' },
    403,
    'M_FORBIDDEN',
  ],
  [{ status: 403, body: '{"errcode": "de.sprechzimmer.not_ours"}' }, 403, 'NOT_OURS'],
  [{ status: 500, body: 'not json' }, 500, 'UNKNOWN'],
  [{ status: 200, body: '{"done": "yes"}' }, undefined, 'UNEXPECTED_ANSWER'],
  [{ status: 302, body: '' }, undefined, 'UNKNOWN'],
  ['silence', undefined, 'ETIMEDOUT'],
] as const)(
  'a refusal, a broken answer and silence are told apart, and none of them quotes anybody',
  async (given, status, code) => {
    answer = given;
    const steward = makeSteward({
      homeserverUrl: url,
      stewardKey,
      clock: { nowMs: () => now },
      timeoutMs: 200,
    });
    const failure = await steward.disposeGuest(guest).catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(HomeserverError);
    expect(failure).toMatchObject({ attempt: 'dispose guest', status, code });
    expect(`${String(failure)} ${JSON.stringify(failure)}`).not.toContain('practice.example');
  },
);
