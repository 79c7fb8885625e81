/** Passes a request on and its answer back, as a stream, and lets go of the one when the other is gone. */

import {
  Agent,
  request as ask,
  type IncomingHttpHeaders,
  type IncomingMessage,
  type ServerResponse,
} from 'node:http';
import { Transform } from 'node:stream';
import type { Headers } from './headers.ts';
import type { Route } from './routes.ts';

export interface PassOnOptions {
  /** Added where the answer does not say something of its own. */
  readonly headers: Headers;
  /** `X-Forwarded-For` of the neighbour is believed: a reverse proxy on this machine stands before us. */
  readonly behindProxy: boolean;
  readonly publicUrl: string;
  readonly agent: Agent;
}

export function makeAgent(): Agent {
  // Shorter than either upstream keeps an idle connection: none is used at the moment it is being closed.
  return new Agent({ keepAlive: true, timeout: 20_000, maxFreeSockets: 64 });
}

/** @param upstream `http://127.0.0.1:8482` */
export function passOn(
  incoming: IncomingMessage,
  response: ServerResponse,
  upstream: string,
  route: Route,
  options: PassOnOptions,
): void {
  const { agent } = options;
  const declared = Number(incoming.headers['content-length'] ?? 0);
  if (declared > route.maxBodyBytes) {
    refuse(response, 413, route, options.headers);
    return;
  }
  const outgoing = ask(`${upstream}${incoming.url ?? '/'}`, {
    method: incoming.method ?? 'GET',
    headers: requestHeaders(incoming, options),
    agent,
  });
  // Long polls hold for half a minute; nothing holds for two.
  outgoing.setTimeout(longestSilenceMs, () => outgoing.destroy(new Error('silent')));

  outgoing.on('response', (answer) => {
    response.writeHead(answer.statusCode ?? 502, { ...options.headers, ...withoutHops(answer.headers) });
    // A stream that breaks off must not look complete.
    answer.on('error', () => response.destroy());
    answer.on('aborted', () => response.destroy());
    answer.pipe(response);
  });
  let refused = false;
  outgoing.on('error', () => {
    if (refused) return;
    if (response.headersSent) response.destroy();
    else refuse(response, 503, route, options.headers);
  });
  response.on('close', () => {
    if (!response.writableFinished) outgoing.destroy();
  });

  const body = limited(route.maxBodyBytes, () => {
    refused = true;
    refuse(response, 413, route, options.headers);
    outgoing.destroy();
  });
  incoming.on('error', () => outgoing.destroy());
  incoming.pipe(body).pipe(outgoing);
}

function requestHeaders(
  incoming: IncomingMessage,
  options: PassOnOptions,
): Record<string, string | string[]> {
  const { behindProxy, publicUrl } = options;
  const kept = Object.entries(withoutHops(incoming.headers)).filter(
    ([name]) => !name.startsWith('x-forwarded-') && !neverPassed.has(name) && !framing.has(name),
  );
  const url = new URL(publicUrl);
  const forwarded = incoming.headers['x-forwarded-for'];
  const named =
    behindProxy && typeof forwarded === 'string' ? forwarded.split(',').at(-1)?.trim() : undefined;
  return {
    ...Object.fromEntries(kept),
    ...framingOf(incoming.headers),
    host: url.host,
    'x-forwarded-for': named || (incoming.socket.remoteAddress ?? '127.0.0.1'),
    'x-forwarded-proto': url.protocol.slice(0, -1),
    'x-forwarded-host': url.host,
  };
}

/**
 * Where the body ends, said anew for every method: Node sends the body of a GET or DELETE without saying where it ends
 * unless a header does, and whoever is behind us would take such a body for the next request (RFC 9112 §11.2).
 */
function framingOf(headers: IncomingHttpHeaders): Record<string, string> {
  if (headers['transfer-encoding'] !== undefined) return { 'transfer-encoding': 'chunked' };
  const length = headers['content-length'];
  return length === undefined ? {} : { 'content-length': length };
}

/** Decided by `framingOf` alone: `Connection: content-length` does not take them away. */
const framing = new Set(['content-length', 'transfer-encoding']);

/** Nobody behind us uses cookies; a `Forwarded` could contradict what we say. */
const neverPassed = new Set(['cookie', 'forwarded', 'x-real-ip', 'expect', 'host']);

/** RFC 9110 §7.6.1, and what upstreams must not set at the practice’s address. */
const hops = new Set([
  'connection',
  'keep-alive',
  'proxy-authenticate',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
  'set-cookie',
  'server',
]);

function withoutHops(headers: IncomingHttpHeaders): Record<string, string | string[]> {
  const named = new Set((headers.connection ?? '').toLowerCase().split(/\s*,\s*/));
  return Object.fromEntries(
    Object.entries(headers).flatMap(([name, value]) =>
      value === undefined || hops.has(name) || named.has(name) ? [] : [[name, value]],
    ),
  );
}

/** Counts as it passes: a body without a declared length is held to the limit too. */
function limited(maxBytes: number, tooLarge: () => void): Transform {
  let bytes = 0;
  return new Transform({
    transform(chunk: Buffer, _encoding, done) {
      bytes += chunk.length;
      if (bytes <= maxBytes) {
        done(null, chunk);
        return;
      }
      tooLarge();
      done();
    },
  });
}

/** In the words of whoever was asked: a problem document of the API, an error of Matrix. */
function refuse(response: ServerResponse, status: 413 | 503, { to }: Route, headers: Headers): void {
  if (response.headersSent) return;
  const { code, title, errcode } = refusals[status];
  const body = JSON.stringify(
    to === 'api'
      ? { type: `about:blank#${code}`, title, status, code, requestId: 'front' }
      : { errcode, error: title },
  );
  response.writeHead(status, {
    ...headers,
    'content-type': to === 'api' ? 'application/problem+json' : 'application/json',
    'content-length': Buffer.byteLength(body),
    ...(to === 'homeserver' ? { 'access-control-allow-origin': '*' } : {}),
    connection: 'close',
  });
  response.end(body);
}

const refusals = {
  413: { code: 'payload-too-large', title: 'This is too large.', errcode: 'M_TOO_LARGE' },
  503: {
    code: 'unavailable',
    title: 'The practice’s server is not reachable just now. Trying again is safe.',
    errcode: 'M_UNKNOWN',
  },
} as const;

const longestSilenceMs = 120_000;
