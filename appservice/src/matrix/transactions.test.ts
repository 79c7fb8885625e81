import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { stringify } from 'yaml';
import { type Logger, makeLogger } from '../log/index.ts';
import { makeBot } from './bot.ts';
import { type ListeningBridge, type LoadedBridge, loadBridge } from './bridge.ts';
import { HomeserverError } from './homeserver-error.ts';

const tokens = { as_token: `as-canary-${'a'.repeat(40)}`, hs_token: `hs-canary-${'h'.repeat(40)}` };
const room = '!canaryRoom:practice.example';
const guest = '@guest-7k2m9x4qv8t3r6w1z5bn:practice.example';

let dir: string;
let bridge: LoadedBridge;
let listening: ListeningBridge | undefined;
let taken: unknown[][];
let failWith: Error | undefined;
let printed: string[];
let logged: string[];

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sprechzimmer-bridge-'));
  taken = [];
  failWith = undefined;
  printed = [];
  logged = [];
  for (const stream of [process.stdout, process.stderr]) {
    vi.spyOn(stream, 'write').mockImplementation((chunk) => {
      printed.push(String(chunk));
      return true;
    });
  }
  for (const method of ['log', 'info', 'warn', 'error', 'debug', 'trace'] as const) {
    vi.spyOn(console, method).mockImplementation((...args: unknown[]) => void printed.push(args.join(' ')));
  }
});
afterEach(async () => {
  await listening?.close();
  listening = undefined;
  vi.restoreAllMocks();
  await rm(dir, { recursive: true, force: true });
});

test('the homeserver can ask whether we are here, and nobody else', async () => {
  await start();
  const port = listening?.port ?? 0;
  const ping = (token: string) =>
    fetch(`http://127.0.0.1:${port}/_matrix/app/v1/ping`, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
      body: '{}',
    });
  const known = await ping(tokens.hs_token);
  expect({ status: known.status, body: await known.json() }).toEqual({ status: 200, body: {} });
  expect((await ping(tokens.as_token)).status).toBe(403);
});

describe('a transaction', () => {
  test('is acknowledged once every membership in it has been taken in', async () => {
    await start();
    const answer = await push([member('join'), member('leave')]);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({});
    expect(taken).toEqual([
      [room, guest, 'join'],
      [room, guest, 'leave'],
    ]);
  });

  test('that could not be written down is not acknowledged, so that it comes again', async () => {
    await start();
    failWith = new Error('store is away');
    expect((await push([member('join')], 'one')).status).toBe(503);
    failWith = undefined;
    expect((await push([member('join')], 'one')).status).toBe(200);
    expect((await push([member('join')], 'one')).status).toBe(200);
    expect(taken).toEqual([
      [room, guest, 'join'],
      [room, guest, 'join'],
    ]);
  });

  test('with events we have no use for, or that are broken, blocks nothing that comes after', async () => {
    await start();
    const odd = [
      { type: 'm.room.encrypted', content: { body: 'canary' } },
      { type: 'm.room.member' },
      7,
      null,
    ];
    expect((await push([...odd, member('join')])).status).toBe(200);
    expect((await push([], 'two')).status).toBe(200);
    expect(taken).toEqual([[room, guest, 'join']]);
  });

  test('is refused without the token, with another one, or with the token in the address', async () => {
    await start();
    const refused = [
      await push([member('join')], '1', {}),
      await push([member('join')], '1', { authorization: `Bearer ${tokens.as_token}` }),
      await push([member('join')], '1', { authorization: `Bearer ${tokens.hs_token}x` }),
      await push([member('join')], '1', { authorization: tokens.hs_token }),
      await push([member('join')], `1?access_token=${tokens.hs_token}`, {}),
    ];
    expect(refused.map(({ status }) => status)).toEqual([403, 403, 403, 403, 403]);
    expect(taken).toEqual([]);
  });

  test('is the only thing this port is for', async () => {
    await start();
    const headers = { authorization: `Bearer ${tokens.hs_token}` };
    for (const path of ['/', '/health', '/metrics', '/_matrix/app/v1/users/@sprechzimmer:practice.example']) {
      expect((await fetch(at(path), { headers })).status).toBe(404);
      expect((await fetch(at(path))).status).toBe(403);
    }
  });
});

test('neither library nor log prints a token, a room, a user or an address, whatever goes wrong', async () => {
  await start();
  await push([member('join')]);
  await push([member('join')], '2', { authorization: 'Bearer wrong' });
  failWith = new Error(`canary ${guest}`);
  await push([member('join')], '3');
  await push([{ type: 'm.room.message', sender: guest, room_id: room, content: { body: 'canary' } }], '4');
  const bot = makeBot({
    client: bridge.client,
    botUserId: '@sprechzimmer:practice.example' as never,
    roomVersion: '11',
  });
  const failure = await bot
    .makeRoom({ clinician: guest as never, guest: guest as never })
    .catch((e: unknown) => e);
  expect(failure).toBeInstanceOf(HomeserverError);
  expect(failure).toMatchObject({ code: 'ECONNREFUSED', status: undefined });

  const everything = [...printed, ...logged, String(failure), JSON.stringify(failure)].join('\n');
  for (const secret of [...Object.values(tokens), 'canary', guest, room, '127.0.0.1', 'practice.example']) {
    expect(everything).not.toContain(secret);
  }
  expect(logged.join()).toContain('transaction-failed');
  expect(logged.join()).toContain('transaction-refused');
});

test('a registration that covers more than the bot is not started with', async () => {
  const users = [
    { regex: '@sprechzimmer:.*', exclusive: true },
    { regex: '@guest-.*', exclusive: true },
  ];
  await expect(start({ namespaces: { users } })).rejects.toThrow();
  await expect(
    start({ namespaces: { users: [], rooms: [{ regex: '.*', exclusive: false }] } }),
  ).rejects.toThrow();
});

async function start(registration: Record<string, unknown> = {}): Promise<void> {
  const file = join(dir, 'registration.yaml');
  const content = {
    id: 'sprechzimmer',
    url: 'http://127.0.0.1:1',
    ...tokens,
    sender_localpart: 'sprechzimmer',
    rate_limited: false,
    namespaces: { users: [{ regex: '^@sprechzimmer:practice\\.example$', exclusive: true }] },
    ...registration,
  };
  await writeFile(file, stringify(content));
  const serverName = 'practice.example';
  bridge = await loadBridge({ registration: file, homeserverUrl: 'http://127.0.0.1:1', serverName });
  listening = await bridge.listen({
    host: '127.0.0.1',
    port: 0,
    membershipChanged: async (...change) => {
      if (failWith) throw failWith;
      taken.push(change);
    },
    log: recorder(),
  });
}

function recorder(): Logger {
  return makeLogger({ level: 'debug', destination: { write: (line) => void logged.push(line) } });
}

function at(path: string): string {
  return `http://127.0.0.1:${listening?.port}${path}`;
}

function push(
  events: unknown[],
  id = '1',
  headers: Record<string, string> = { authorization: `Bearer ${tokens.hs_token}` },
): Promise<Response> {
  return fetch(at(`/_matrix/app/v1/transactions/${id}`), {
    method: 'PUT',
    headers: { 'content-type': 'application/json', ...headers },
    body: JSON.stringify({ events }),
  });
}

function member(membership: string) {
  return { type: 'm.room.member', room_id: room, state_key: guest, sender: guest, content: { membership } };
}
