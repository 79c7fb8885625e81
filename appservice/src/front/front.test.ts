import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync, brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { type Front, startFront } from './front.ts';

/** An upstream that remembers what reached it, and answers as a test wants. */
interface Upstream {
  readonly server: Server;
  readonly url: string;
  seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
  answer: (request: IncomingMessage, response: ServerResponse) => void;
}

interface Got {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

const script = `export const text = ${JSON.stringify('x'.repeat(5000))};`;
let dist: string;
let api: Upstream;
let homeserver: Upstream;
let front: Front;
let secure: Front;

beforeAll(async () => {
  dist = await mkdtemp(join(tmpdir(), 'sprechzimmer-front-'));
  for (const dir of ['j', 'desk', 'assets']) await mkdir(join(dist, dir));
  await writeFile(join(dist, 'index.html'), '<title>practice</title>');
  await writeFile(join(dist, 'j/index.html'), '<title>patient</title>');
  await writeFile(join(dist, 'desk/index.html'), '<title>desk</title>');
  await writeFile(join(dist, 'assets/app-1a2b.js'), script);
  await writeFile(join(dist, 'assets/app-1a2b.js.br'), brotliCompressSync(script));
  await writeFile(join(dist, 'assets/app-1a2b.js.map'), '{}');
  await writeFile(join(dist, 'assets/crypto-3c4d.wasm'), Buffer.from([0, 97, 115, 109]));
  await writeFile(join(dist, 'favicon.svg'), '<svg/>');
  await writeFile(join(dist, '.hidden.txt'), 'hidden');
  api = await startUpstream();
  homeserver = await startUpstream();
  const upstreams = { api: api.url, homeserver: homeserver.url };
  front = await startFront({ publicUrl: 'http://localhost:8480', port: 0, dist, upstreams });
  secure = await startFront({ publicUrl: 'https://praxis.example.org', port: 0, dist, upstreams });
});

beforeEach(() => {
  for (const upstream of [api, homeserver]) {
    upstream.seen = [];
    upstream.answer = (_request, response) => response.end('{}');
  }
});

afterAll(async () => {
  await Promise.all([front.close(), secure.close()]);
  for (const { server } of [api, homeserver]) {
    server.closeAllConnections();
    server.close();
  }
  await rm(dist, { recursive: true });
});

describe('pages', () => {
  it('reach patient and clinician, and are never kept by a browser', async () => {
    for (const [path, title] of [
      ['/', 'practice'],
      ['/j/', 'patient'],
      ['/desk/', 'desk'],
    ] as const) {
      const { status, headers, body } = await get(path);
      expect(status).toBe(200);
      expect(body.toString()).toContain(title);
      expect(headers).toMatchObject({
        'content-type': 'text/html; charset=utf-8',
        'cache-control': 'no-store',
      });
      expect(headers.etag).toBeUndefined();
    }
  });

  it.each(['/j/%231AbCdEf', '/j/1AbC', '/j/a/b/c', '/j/?utm=1', '/j/%231x?y'])(
    'still open the door when a mail program has mangled the link: %s',
    async (path) => {
      const { status, body } = await get(path);
      expect(status).toBe(200);
      expect(body.toString()).toContain('patient');
      expect(body.toString()).not.toContain('AbC');
    },
  );

  it('are found without the last slash; the fragment survives the redirect in every browser', async () => {
    expect(await get('/j')).toMatchObject({ status: 308, headers: { location: '/j/' } });
    expect(await get('/desk')).toMatchObject({ status: 308, headers: { location: '/desk/' } });
  });

  it('allow no foreign code, frame, or text turned into code', async () => {
    const { headers } = await get('/j/');
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining([
        "default-src 'none'",
        "script-src 'self' 'wasm-unsafe-eval'",
        "style-src 'self'",
        "connect-src 'self'",
        "media-src 'self' blob:",
        "worker-src 'self'",
        "base-uri 'none'",
        "form-action 'none'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ]),
    );
    expect(policy.join()).not.toMatch(/unsafe-inline|unsafe-eval'(?<!wasm-unsafe-eval')|https?:|\*/);
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'no-referrer',
      'cross-origin-opener-policy': 'same-origin',
      'cross-origin-embedder-policy': 'require-corp',
      'cross-origin-resource-policy': 'same-origin',
    });
    expect(headers['permissions-policy']).toMatch(/camera=\(self\), microphone=\(self\)/);
    expect(headers['permissions-policy']).toContain('geolocation=()');
  });

  it('carry the same headers when there is nothing, or something wrong', async () => {
    for (const path of ['/nothing', '/desk/x', '/..%2fetc']) {
      const { status, headers } = await get(path);
      expect(status).toBeGreaterThanOrEqual(400);
      expect(headers['content-security-policy']).toContain("default-src 'none'");
      expect(headers['cache-control']).toBe('no-store');
    }
  });

  it('tell a browser to stay on https where there is https, and only there', async () => {
    expect((await get('/', {}, secure)).headers['strict-transport-security']).toBe('max-age=63072000');
    expect((await get('/')).headers['strict-transport-security']).toBeUndefined();
  });

  it('can only be fetched', async () => {
    expect(await get('/j/', { method: 'POST' })).toMatchObject({
      status: 405,
      headers: { allow: 'GET, HEAD' },
    });
    const head = await get('/j/', { method: 'HEAD' });
    expect(head).toMatchObject({ status: 200, headers: { 'content-length': '22' } });
    expect(head.body).toHaveLength(0);
  });
});

describe('files of the pages', () => {
  it('travel compressed where the browser can read it', async () => {
    const small = await get('/assets/app-1a2b.js', { headers: { 'accept-encoding': 'gzip, deflate, br' } });
    expect(small.headers['content-encoding']).toBe('br');
    expect(small.headers.vary).toBe('accept-encoding');
    expect(brotliDecompressSync(small.body).toString()).toBe(script);
    expect(small.body.length).toBeLessThan(200);
  });

  it.each(['', 'identity', 'br;q=0', 'deflate'])('travel plain for “%s”', async (accepted) => {
    const plain = await get('/assets/app-1a2b.js', { headers: { 'accept-encoding': accepted } });
    expect(plain.headers['content-encoding']).toBeUndefined();
    expect(plain.body.toString()).toBe(script);
  });

  it('are fetched once: their name changes with their content', async () => {
    const { headers } = await get('/assets/app-1a2b.js');
    expect(headers['cache-control']).toBe('public, max-age=31536000, immutable');
    const again = await get('/assets/app-1a2b.js', { headers: { 'if-none-match': String(headers.etag) } });
    expect(again.status).toBe(304);
    expect(again.body).toHaveLength(0);
  });

  it('have the types a browser insists on', async () => {
    expect((await get('/assets/crypto-3c4d.wasm')).headers['content-type']).toBe('application/wasm');
    expect((await get('/assets/app-1a2b.js')).headers['content-type']).toBe('text/javascript; charset=utf-8');
    expect((await get('/favicon.svg')).headers['content-type']).toBe('image/svg+xml');
  });

  it.each([
    '/assets/app-1a2b.js.map',
    '/assets/app-1a2b.js.br',
    '/.hidden.txt',
    '/assets/',
    '/index.html/..',
    '/../package.json',
    '/assets/../../package.json',
    '/assets/%2e%2e/%2e%2e/package.json',
    '/assets/..%2f..%2fpackage.json',
    '/assets/..%5c..%5cpackage.json',
    '//etc/passwd',
    '/%00',
    '/%',
    'http://evil.example/',
    '/constructor',
  ])('are all there is: %s finds nothing', async (path) => {
    const { status, body } = await get(path);
    expect([400, 404]).toContain(status);
    expect(body.toString()).not.toContain('{');
  });
});

describe('what is passed on', () => {
  it.each([
    ['/api/v1/practice', 'api'],
    ['/_matrix/client/versions', 'homeserver'],
    ['/_matrix/client/v3/rooms/!a%3Ab/messages?dir=b&from=x', 'homeserver'],
    ['/_matrix/media/v3/config', 'homeserver'],
    ['/_synapse/client/sprechzimmer/v1/guest', 'homeserver'],
  ] as const)('%s goes to the %s as it came', async (path, to) => {
    expect((await get(path)).status).toBe(200);
    expect([api.seen.length, homeserver.seen.length]).toEqual(to === 'api' ? [1, 0] : [0, 1]);
    expect((to === 'api' ? api : homeserver).seen[0]?.url).toBe(path);
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
    expect([...api.seen, ...homeserver.seen]).toEqual([]);
  });

  it('refuses a token in the address, where logs would keep it', async () => {
    for (const query of ['access_token=syt_x', 'a=b&access%5Ftoken=syt_x', 'access_token'])
      expect((await get(`/_matrix/client/v3/sync?${query}`)).status).toBe(400);
    expect(homeserver.seen).toEqual([]);
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
    const { headers } = api.seen[0] ?? { headers: {} };
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
    await get('/api/v1/practice', { headers: { 'x-forwarded-for': '6.6.6.6, 203.0.113.7' } }, secure);
    expect(api.seen[0]?.headers).toMatchObject({
      'x-forwarded-for': '203.0.113.7',
      'x-forwarded-proto': 'https',
    });
  });

  it('always carries a forwarded address, which the steward’s signed verbs refuse', async () => {
    await get('/_synapse/client/sprechzimmer/v1/guest', { method: 'POST', body: '{}' });
    expect(homeserver.seen[0]?.headers['x-forwarded-for']).toBe('127.0.0.1');
  });

  it('hands bodies over unchanged, whatever they are', async () => {
    const body = 'ä'.repeat(5000);
    await get('/api/v1/door', { method: 'POST', body, headers: { 'content-type': 'application/json' } });
    expect(api.seen[0]).toMatchObject({
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json' },
    });
  });

  it('hands answers back with status and headers, without cookies', async () => {
    api.answer = (_request, response) => {
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
    homeserver.answer = (_request, response) => {
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
    expect(api.seen).toEqual([]);
    const chunked = await get('/api/v1/door', {
      method: 'POST',
      body,
      headers: { 'transfer-encoding': 'chunked' },
    }).catch(() => undefined);
    expect(chunked?.status ?? 413).toBe(413);
    expect(api.seen.every((request) => request.body.length < body.length)).toBe(true);
  });

  it('lets a file through that the homeserver would take', async () => {
    const body = 'x'.repeat(5_000_000);
    expect((await get('/_matrix/media/v3/upload', { method: 'POST', body })).status).toBe(200);
    expect(homeserver.seen[0]?.body).toHaveLength(body.length);
  });

  it('says in the words of API and Matrix that the server is away', async () => {
    const away = await startFront({
      publicUrl: 'http://localhost:8480',
      port: 0,
      dist,
      upstreams: { api: 'http://127.0.0.1:9', homeserver: 'http://127.0.0.1:9' },
    });
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
      homeserver.answer = (_request, response) => {
        response.on('close', resolve);
        leave.destroy();
      };
    });
    const leave = request({ port: front.port, path: '/_matrix/client/v3/sync?timeout=30000' });
    leave.on('error', () => undefined);
    leave.end();
    await released;
  });

  it('streams: the first bytes arrive before the last are made', async () => {
    let finish = (): void => undefined;
    homeserver.answer = (_request, response) => {
      response.write('first');
      finish = () => response.end('last');
    };
    const body = await new Promise<string>((resolve, reject) => {
      const asked = request({ port: front.port, path: '/_matrix/client/v3/sync' }, (answer) => {
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
    homeserver.answer = (_request, response) => {
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
    expect(homeserver.seen[0]?.headers.upgrade).toBeUndefined();
  });
});

async function startUpstream(): Promise<Upstream> {
  const server = createServer((incoming, response) => {
    const chunks: Buffer[] = [];
    incoming.on('data', (chunk: Buffer) => chunks.push(chunk));
    incoming.on('error', () => undefined);
    incoming.on('end', () => {
      const { method = '', url = '', headers } = incoming;
      upstream.seen.push({ method, url, headers, body: Buffer.concat(chunks).toString() });
      upstream.answer(incoming, response);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const upstream: Upstream = {
    server,
    url: `http://127.0.0.1:${port}`,
    seen: [],
    answer: (_request, response) => response.end('{}'),
  };
  return upstream;
}

/** With `node:http` rather than `fetch`, which would tidy paths up before sending them. */
function get(
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
  from: Front = front,
): Promise<Got> {
  const { method = 'GET', headers = {}, body } = options;
  return new Promise((resolve, reject) => {
    const asked = request({ host: '127.0.0.1', port: from.port, path, method, headers }, (answer) => {
      const chunks: Buffer[] = [];
      answer.on('data', (chunk: Buffer) => chunks.push(chunk));
      answer.on('error', reject);
      answer.on('end', () =>
        resolve({ status: answer.statusCode ?? 0, headers: answer.headers, body: Buffer.concat(chunks) }),
      );
    });
    asked.on('error', reject);
    asked.end(body);
  });
}
