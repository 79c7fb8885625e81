import { request } from 'node:http';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { get as ask, type FrontsUnderTest, startFronts } from './front-under-test.ts';

let under: FrontsUnderTest;

beforeAll(async () => {
  under = await startFronts();
});

beforeEach(() => under.forget());

afterAll(() => under.close());

/** From the one at http://localhost:8480 unless told otherwise. */
function get(path: string, options: Parameters<typeof ask>[2] = {}, from = under.front) {
  return ask(from, path, options);
}

describe('what is passed on', () => {
  it.each([
    ['/api/v1/practice', 'api'],
    ['/_matrix/client/versions', 'homeserver'],
    ['/_matrix/client/v3/rooms/!a%3Ab/messages?dir=b&from=x', 'homeserver'],
    ['/_matrix/media/v3/config', 'homeserver'],
    ['/_synapse/client/sprechzimmer/v1/guest', 'homeserver'],
  ] as const)('%s goes to the %s as it came', async (path, to) => {
    expect((await get(path)).status).toBe(200);
    expect([under.api.seen.length, under.homeserver.seen.length]).toEqual(to === 'api' ? [1, 0] : [0, 1]);
    expect((to === 'api' ? under.api : under.homeserver).seen[0]?.url).toBe(path);
  });

  it.each([
    '/_synapse/client/sprechzimmer/v1/steward/confine',
    '/_synapse/client/sprechzimmer/v1/steward/dispose-guest',
    '/_synapse/client/sprechzimmer/v1/steward/dispose-room',
    '/_synapse/client/sprechzimmer/v1/guest/',
    '/_synapse/client/sprechzimmer/v1/guest/../steward/confine',
    '/_synapse/client/sprechzimmer/v1/%67uest',
    '/_synapse/admin/v1/register',
    '/_synapse/client/rendezvous',
    '/_matrix/federation/v1/version',
    '/_matrix/key/v2/server',
    '/_matrix/app/v1/ping',
    '/_matrix/client/../federation/v1/version',
    '/_matrix/client/%2e%2e/%2e%2e/_synapse/admin/v1/register',
    '/_matrix/client/..%2f..%2f_synapse/admin/v1/register',
    '/_matrix/client',
    '/API/v1/practice',
    '/health',
    '/metrics',
    '/_matrix/clientx/versions',
  ])('%s stays outside', async (path) => {
    const { status } = await get(path, { method: 'GET' });
    expect([400, 404]).toContain(status);
    expect([...under.api.seen, ...under.homeserver.seen]).toEqual([]);
  });

  it('refuses a token in the address, where logs would keep it', async () => {
    for (const query of ['access_token=syt_x', 'a=b&access%5Ftoken=syt_x', 'access_token'])
      expect((await get(`/_matrix/client/v3/sync?${query}`)).status).toBe(400);
    expect(under.homeserver.seen).toEqual([]);
  });

  it('says who is asking, whatever the asker claims', async () => {
    await get('/api/v1/practice', {
      headers: {
        'x-forwarded-for': '1.2.3.4',
        'x-forwarded-proto': 'https',
        'x-real-ip': '1.2.3.4',
        forwarded: 'for=1.2.3.4',
        host: 'evil.example',
        cookie: 'a=b',
        authorization: 'Bearer claim',
        connection: 'x-drop-me',
        'x-drop-me': '1',
      },
    });
    const { headers } = under.api.seen[0] ?? { headers: {} };
    expect(headers).toMatchObject({
      'x-forwarded-for': '127.0.0.1',
      'x-forwarded-proto': 'http',
      host: 'localhost:8480',
      authorization: 'Bearer claim',
    });
    for (const dropped of ['cookie', 'forwarded', 'x-real-ip', 'x-drop-me'])
      expect(headers).not.toHaveProperty(dropped);
  });

  it('believes the reverse proxy in front, and of several addresses the one it added itself', async () => {
    await get('/api/v1/practice', { headers: { 'x-forwarded-for': '6.6.6.6, 203.0.113.7' } }, under.secure);
    expect(under.api.seen[0]?.headers).toMatchObject({
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-proto': 'https',
    });
  });

  it('always carries a forwarded address, which the steward’s signed verbs refuse', async () => {
    await get('/_synapse/client/sprechzimmer/v1/guest', { method: 'POST', body: '{}' });
    expect(under.homeserver.seen[0]?.headers['x-forwarded-for']).toBe('127.0.0.1');
  });

  const hidden = 'POST /_synapse/client/sprechzimmer/v1/steward/dispose-room HTTP/1.1\r\nhost: x\r\n\r\n';
  it.each(
    ['GET', 'HEAD', 'DELETE', 'OPTIONS', 'POST'].flatMap((method) => [
      { method, headers: { 'transfer-encoding': 'chunked' } },
      { method, headers: { connection: 'content-length', 'content-length': `${hidden.length}` } },
      { method, headers: { connection: 'transfer-encoding', 'transfer-encoding': 'chunked' } },
    ]),
  )(
    'keeps nobody from getting their own answers: a body stays a body ($method, $headers)',
    async (options) => {
      for (const next of ['first', 'next']) {
        const path = `/_matrix/client/${next}`;
        await get(path, next === 'first' ? { ...options, body: hidden } : {});
        expect(under.homeserver.seen.at(-1)?.url).toBe(path);
      }
      expect(under.homeserver.seen.map(({ body }) => body)).toEqual([hidden, '']);
    },
  );

  it('hands bodies over unchanged, whatever they are', async () => {
    const body = 'ä'.repeat(5000);
    await get('/api/v1/door', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(under.api.seen[0]).toMatchObject({
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
  });

  it('hands answers back with status and headers, without cookies', async () => {
    under.api.answer = (_request, response) => {
      response.writeHead(418, { 'x-request-id': 'r1', 'set-cookie': 'a=b', 'content-type': 'text/x' });
      response.end('teapot');
    };
    const { status, headers, body } = await get('/api/v1/practice');
    expect({ status, body: body.toString() }).toEqual({ status: 418, body: 'teapot' });
    expect(headers).toMatchObject({
      'x-request-id': 'r1',
      'content-type': 'text/x',
      'cache-control': 'no-store',
    });
    expect(headers['set-cookie']).toBeUndefined();
  });

  it('never lets an answer run as a page of ours, and keeps what is stricter', async () => {
    expect((await get('/_matrix/media/v3/x')).headers['content-security-policy']).toContain('sandbox');
    under.homeserver.answer = (_request, response) => {
      response.setHeader('content-security-policy', "default-src 'none'; own");
      response.end();
    };
    expect((await get('/_matrix/media/v3/x')).headers['content-security-policy']).toBe(
      "default-src 'none'; own",
    );
  });
});

describe('trouble on the way', () => {
  it('refuses bodies beyond what the path needs, declared or not', async () => {
    const body = 'x'.repeat(70_000);
    const declared = await get('/api/v1/door', { method: 'POST', body });
    expect(declared.status).toBe(413);
    expect(JSON.parse(declared.body.toString())).toMatchObject({ code: 'payload-too-large', status: 413 });
    expect(under.api.seen).toEqual([]);
    const chunked = await get('/api/v1/door', {
      method: 'POST',
      body,
      headers: { 'transfer-encoding': 'chunked' },
    }).catch(() => undefined);
    expect(chunked?.status ?? 413).toBe(413);
    expect(under.api.seen.every((request) => request.body.length < body.length)).toBe(true);
  });

  it('lets a file through that the homeserver would take', async () => {
    const body = 'x'.repeat(5_000_000);
    expect((await get('/_matrix/media/v3/upload', { method: 'POST', body })).status).toBe(200);
    expect(under.homeserver.seen[0]?.body).toHaveLength(body.length);
  });

  it('says in the words of API and Matrix that the server is away', async () => {
    const away = await under.startAnother({ api: 'http://127.0.0.1:9', homeserver: 'http://127.0.0.1:9' });
    try {
      const problem = await get('/api/v1/practice', {}, away);
      expect(problem).toMatchObject({ status: 503, headers: { 'content-type': 'application/problem+json' } });
      expect(JSON.parse(problem.body.toString())).toMatchObject({ code: 'unavailable', status: 503 });
      const matrix = await get('/_matrix/client/versions', {}, away);
      expect(JSON.parse(matrix.body.toString())).toMatchObject({ errcode: 'M_UNKNOWN' });
      expect((await get('/j/', {}, away)).status).toBe(200);
    } finally {
      await away.close();
    }
  });

  it('lets go of a held answer when the browser has gone', async () => {
    const released = new Promise<void>((resolve) => {
      under.homeserver.answer = (_request, response) => {
        response.on('close', resolve);
        leave.destroy();
      };
    });
    const leave = request({ port: under.front.port, path: '/_matrix/client/v3/sync?timeout=30000' });
    leave.on('error', () => undefined);
    leave.end();
    await released;
  });

  it('streams: the first bytes arrive before the last are made', async () => {
    let finish = (): void => undefined;
    under.homeserver.answer = (_request, response) => {
      response.write('first');
      finish = () => response.end('last');
    };
    const body = await new Promise<string>((resolve, reject) => {
      const asked = request({ port: under.front.port, path: '/_matrix/client/v3/sync' }, (answer) => {
        let text = '';
        answer.on('data', (chunk: Buffer) => {
          text += chunk.toString();
          if (text === 'first') finish();
        });
        answer.on('end', () => resolve(text));
      });
      asked.on('error', reject);
      asked.end();
    });
    expect(body).toBe('firstlast');
  });

  it('does not make a broken answer look whole', async () => {
    under.homeserver.answer = (_request, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('half', () => setImmediate(() => response.socket?.end().destroySoon()));
    };
    await expect(get('/_matrix/client/versions')).rejects.toThrow();
  });

  it('upgrades nothing', async () => {
    const { status } = await get('/_matrix/client/versions', {
      headers: { connection: 'Upgrade', upgrade: 'websocket' },
    });
    expect(status).toBe(200);
    expect(under.homeserver.seen[0]?.headers.upgrade).toBeUndefined();
  });
});
