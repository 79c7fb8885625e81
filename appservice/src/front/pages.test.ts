import { brotliDecompressSync } from 'node:zlib';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { get as ask, type FrontsUnderTest, logo, script, startFronts } from './front-under-test.ts';

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
    expect((await get('/', {}, under.secure)).headers['strict-transport-security']).toBe('max-age=63072000');
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

describe('the practice’s logo', () => {
  it('comes from the practice’s own address, once, and nothing can run in it', async () => {
    const { status, headers, body } = await get('/practice/logo', {}, under.secure);
    expect(status).toBe(200);
    expect(body.toString()).toBe(logo);
    expect(headers).toMatchObject({
      'content-type': 'image/svg+xml',
      'x-content-type-options': 'nosniff',
      'cross-origin-resource-policy': 'same-origin',
      'cache-control': 'public, max-age=3600',
    });
    const policy = String(headers['content-security-policy']).split('; ');
    expect(policy).toEqual(
      expect.arrayContaining(["default-src 'none'", 'sandbox', "frame-ancestors 'none'"]),
    );
    expect(policy.join()).not.toMatch(/script|connect/);
    const again = await get(
      '/practice/logo',
      { headers: { 'if-none-match': String(headers.etag) } },
      under.secure,
    );
    expect(again.status).toBe(304);
  });

  it('is not there where the practice has none', async () => {
    expect((await get('/practice/logo')).status).toBe(404);
  });
});
