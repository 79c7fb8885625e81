import * as v from 'valibot';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem, callApi, Unreachable } from './call-api.ts';

const answer = v.object({ n: v.number() });
const ask = (part: object = {}) => callApi({ path: '/api/v1/x', body: {}, answer, ...part });

function serve(response: () => Response | Promise<Response>) {
  const fetched = vi.fn<typeof fetch>(async () => response());
  vi.stubGlobal('fetch', fetched);
  return fetched;
}
afterEach(() => vi.unstubAllGlobals());

const problem = (code: string, status: number) =>
  new Response(
    JSON.stringify({ type: `about:blank#${code}`, title: 'x', status, code, requestId: 'r', notBefore: 5 }),
    { status, headers: { 'Content-Type': 'application/problem+json' } },
  );

describe('an answer', () => {
  test('in the agreed form is taken', async () => {
    serve(() => Response.json({ n: 1 }));
    expect(await ask()).toEqual({ n: 1 });
  });
  test('of a hotel’s sign-in page is no answer', async () => {
    serve(() => new Response('<html>Welcome, guest</html>', { status: 200 }));
    await expect(ask()).rejects.toThrow(Unreachable);
  });
  test('in another form is no answer', async () => {
    serve(() => Response.json({ n: 'one' }));
    await expect(ask()).rejects.toThrow(Unreachable);
  });
});

describe('a refusal', () => {
  test('keeps its reason', async () => {
    serve(() => problem('too-early', 403));
    await expect(ask()).rejects.toMatchObject({ code: 'too-early', notBefore: 5 });
  });
  test('with an unknown code, or from a proxy, is only unreachable', async () => {
    serve(() => problem('surprise', 418));
    await expect(ask()).rejects.toThrow(Unreachable);
    serve(() => new Response('Bad gateway', { status: 502 }));
    await expect(ask()).rejects.toThrow(Unreachable);
  });
});

describe('no answer', () => {
  test('is unreachable, so that it is tried again', async () => {
    serve(() => Promise.reject(new TypeError('Failed to fetch')));
    await expect(ask()).rejects.toThrow(Unreachable);
  });
  test('because the caller has lost interest is an abort, not a failure of the network', async () => {
    const leaving = new AbortController();
    serve(() => {
      leaving.abort();
      throw leaving.signal.reason;
    });
    await expect(ask({ signal: leaving.signal })).rejects.toMatchObject({ name: 'AbortError' });
  });
});

test('a bearer travels in a header, never in an address, and no cookie goes along', async () => {
  const fetched = serve(() => Response.json({ n: 1 }));
  await ask({ bearer: 'secret' });
  const [url, init] = fetched.mock.calls[0] ?? [];
  expect(url).toBe('/api/v1/x');
  expect(new Headers(init?.headers).get('authorization')).toBe('Bearer secret');
  expect(init).toMatchObject({ credentials: 'omit', redirect: 'error', cache: 'no-store' });
  expect(new ApiProblem({ code: 'ended' }).message).not.toContain('secret');
});
