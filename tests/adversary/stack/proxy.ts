/**
 * The attacker's place: between every browser and the practice. Without an interceptor everything goes through as it
 * is; with one, the attacker may read, change, hold, answer or lose what passes.
 */

import { request as ask, createServer, type IncomingMessage, type ServerResponse } from 'node:http';

/** What a browser asks, all of it read. */
export interface Asked {
  readonly method: string;
  /** Without the query, as it was sent. */
  readonly path: string;
  readonly query: URLSearchParams;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
  /** Access token or session of whoever asks. */
  readonly token: string | undefined;
}

export interface Answer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

/** Hands a request, changed or not, to the practice. */
export type Pass = (asked: Asked, abort?: AbortSignal) => Promise<Answer>;

/** `lost`: the connection breaks, and the browser does not learn what became of its request. */
export type Interceptor = (asked: Asked, pass: Pass) => Promise<Answer | 'lost'>;

export interface Match {
  readonly method?: string;
  /** Against the path without its query. */
  readonly path: RegExp;
}

export interface HostileProxy {
  /** On loopback. */
  readonly port: number;
  /** The last interceptor that fits sees a request first; what it passes goes to the one before. @returns takes it away */
  intercept(match: Match, interceptor: Interceptor): () => void;
  /** Takes every interceptor away. */
  reset(): void;
  close(): Promise<void>;
}

export interface Upstreams {
  /** The practice as it is. */
  readonly practice: string;
  /** The same practice with a client some of whose defences can be out. */
  readonly weakened: string;
}

/** A page that sends this header gets the weakened client. */
export const weakenedHeader = 'x-weakened-client';

export async function startProxy(upstreams: Upstreams): Promise<HostileProxy> {
  let interceptors: readonly { match: Match; interceptor: Interceptor }[] = [];

  const upstreamOf = (headers: Asked['headers']) =>
    headers[weakenedHeader] === undefined ? upstreams.practice : upstreams.weakened;
  const pass: Pass = (asked, abort) => forward(upstreamOf(asked.headers), asked, abort);

  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    const gone = new AbortController();
    response.on('close', () => gone.abort());
    const asked = await readAsked(request);
    const fitting = interceptors.filter(
      ({ match }) => (match.method ?? asked.method) === asked.method && match.path.test(asked.path),
    );
    const chain = fitting.reduce<(asked: Asked, abort?: AbortSignal) => Promise<Answer | 'lost'>>(
      (inner, { interceptor }) =>
        (seen, abort) =>
          interceptor(seen, async (changed, further) => {
            const answer = await inner(changed, further ?? abort);
            if (answer === 'lost') throw new Lost();
            return answer;
          }),
      pass,
    );
    const answer = await chain(asked, gone.signal);
    if (answer === 'lost') throw new Lost();
    if (response.destroyed) return;
    response.writeHead(answer.status, { ...answer.headers, 'content-length': answer.body.length });
    response.end(asked.method === 'HEAD' ? undefined : answer.body);
  };

  const server = createServer((request, response) => {
    handle(request, response).catch(() => response.destroy());
  });
  server.keepAliveTimeout = 65_000;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;

  return {
    port,
    intercept(match, interceptor) {
      const entry = { match, interceptor };
      interceptors = [...interceptors, entry];
      return () => {
        interceptors = interceptors.filter((other) => other !== entry);
      };
    },
    reset: () => {
      interceptors = [];
    },
    close: async () => {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      server.closeAllConnections();
      await closed;
    },
  };
}

class Lost extends Error {}

async function readAsked(request: IncomingMessage): Promise<Asked> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) if (chunk instanceof Buffer) chunks.push(chunk);
  const [path = '/', query = ''] = (request.url ?? '/').split(/\?(.*)/s);
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(request.headers))
    if (typeof value === 'string' && !notPassedOn.has(name)) headers[name] = value;
  return {
    method: request.method ?? 'GET',
    path,
    query: new URLSearchParams(query),
    headers,
    body: Buffer.concat(chunks),
    token: /^Bearer (.+)$/.exec(headers['authorization'] ?? '')?.[1],
  };
}

function forward(upstream: string, asked: Asked, abort?: AbortSignal): Promise<Answer> {
  const { hostname, port } = new URL(upstream);
  const query = asked.query.size > 0 ? `?${asked.query}` : '';
  return new Promise((resolve, reject) => {
    const asking = ask(
      {
        hostname,
        port,
        method: asked.method,
        path: `${asked.path}${query}`,
        headers: { ...asked.headers, 'content-length': asked.body.length },
        ...(abort === undefined ? {} : { signal: abort }),
      },
      (answer) => {
        const chunks: Buffer[] = [];
        answer.on('data', (chunk: Buffer) => chunks.push(chunk));
        answer.on('error', reject);
        answer.on('end', () => {
          const headers: Record<string, string> = {};
          for (const [name, value] of Object.entries(answer.headers))
            if (typeof value === 'string' && !notPassedOn.has(name)) headers[name] = value;
          resolve({ status: answer.statusCode ?? 502, headers, body: Buffer.concat(chunks) });
        });
      },
    );
    asking.on('error', reject);
    asking.end(asked.body);
  });
}

/** Of one connection alone; and what is compressed could not be changed. */
const notPassedOn = new Set([
  'connection',
  'keep-alive',
  'transfer-encoding',
  'content-length',
  'accept-encoding',
]);
