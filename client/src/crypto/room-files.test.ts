import { RoomIdSchema } from '@sprechzimmer/protocol';
import { MatrixClient } from 'matrix-js-sdk';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { Unreachable } from '../api/call-api.ts';
import type { OpenClient } from './open-client.ts';
import { FileRefused, type RoomFiles, roomFiles } from './room-files.ts';
import { NotSafe } from './room-guard.ts';
import { silentLogger } from './silent-logger.ts';

const roomId = v.parse(RoomIdSchema, '!visit:practice.test');
const baseUrl = 'https://practice.test';

let closing: AbortController;
let asked: Request[];
/** What the homeserver answers. */
let answer: () => Response;

beforeEach(() => {
  closing = new AbortController();
  asked = [];
  vi.stubGlobal('fetch', async (input: string | URL | Request, init?: RequestInit) => {
    init?.signal?.throwIfAborted();
    asked.push(new Request(input, init));
    return answer();
  });
});
afterEach(() => {
  closing.abort();
  vi.unstubAllGlobals();
});

const open = (assertSafe = async () => undefined): RoomFiles => {
  const userId = '@guest-a:practice.test';
  const client = new MatrixClient({
    baseUrl,
    userId,
    accessToken: 'token',
    useAuthorizationHeader: true,
    logger: silentLogger,
    fetchFn: (input, init) => fetch(input, init),
  });
  // Of an open client only these two are touched here.
  const opened: Pick<OpenClient, 'client'> & { userId: string } = { client, userId };
  return roomFiles(opened as OpenClient, roomId, { assertSafe }, 'guest', closing.signal);
};
const never = new AbortController().signal;
const nothing = () => undefined;

describe('a file of the visit', () => {
  test('is fetched by whoever is signed in, and by nobody’s address bar', async () => {
    answer = () => new Response(new Uint8Array([1, 2, 3]), { headers: { 'content-length': '3' } });
    const shares: number[] = [];
    expect(await open().download('abc', (share) => shares.push(share), never)).toEqual(
      new Uint8Array([1, 2, 3]),
    );
    expect(shares.at(-1)).toBe(1);
    const [request] = asked;
    expect(request?.url).toBe(`${baseUrl}/_matrix/client/v1/media/download/practice.test/abc`);
    expect(request?.headers.get('authorization')).toBe('Bearer token');
  });

  test('that is gone is said to be gone, at once', async () => {
    answer = () => new Response('{}', { status: 404 });
    await expect(open().download('abc', nothing, never)).rejects.toThrow(new FileRefused('gone'));
    expect(asked).toHaveLength(1);
  });

  test('without end is not waited for until the memory is full', async () => {
    let chunks = 0;
    const endless = () =>
      new ReadableStream({
        pull(controller) {
          chunks += 1;
          controller.enqueue(new Uint8Array(4 * 1024 * 1024));
        },
      });
    answer = () => new Response(endless());
    await expect(open().download('abc', nothing, never)).rejects.toThrow(new FileRefused('too-large'));
    expect(chunks).toBeLessThan(20);
  });

  test('that somebody no longer wants is not fetched on', async () => {
    const stop = new AbortController();
    stop.abort(new Error('no longer'));
    await expect(open().download('abc', nothing, stop.signal)).rejects.toThrow('no longer');
    expect(asked).toEqual([]);
  });
});

test('nothing is uploaded while something is wrong with the room', async () => {
  const files = open(async () => {
    throw new NotSafe('sending a file', { kind: 'not-encrypted' });
  });
  await expect(files.upload(new Uint8Array(3), nothing, never)).rejects.toThrow(NotSafe);
  expect(asked).toEqual([]);
});

describe('how large a file may be', () => {
  test('is asked for when somebody wants to know, and once', async () => {
    answer = () => new Response(JSON.stringify({ 'm.upload.size': 5000 }));
    const files = open();
    expect(asked).toEqual([]);
    files.learnLimit();
    files.learnLimit();
    await vi.waitFor(() => expect(files.largestBytes.value).toBe(5000));
    expect(asked.map(({ url }) => url)).toEqual([`${baseUrl}/_matrix/client/v1/media/config`]);
  });

  test('stays unknown when the homeserver says something else', async () => {
    answer = () => new Response(JSON.stringify({ 'm.upload.size': 'plenty' }));
    const files = open();
    files.learnLimit();
    await vi.waitFor(() => expect(asked).toHaveLength(1));
    expect(files.largestBytes.value).toBeUndefined();
  });
});

test('a server that cannot be reached is told from one that refuses', async () => {
  answer = () => {
    throw new TypeError('no network');
  };
  const stop = new AbortController();
  const fetching = open().download('abc', nothing, stop.signal);
  await vi.waitFor(() => expect(asked.length).toBeGreaterThan(1), { timeout: 5_000 });
  stop.abort(new Unreachable('fetching a file'));
  await expect(fetching).rejects.toThrow(Unreachable);
});
