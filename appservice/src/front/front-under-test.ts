/** For tests: a built client of a few files, two upstreams that remember what reached them, and fronts before them. */

import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer, type IncomingMessage, request, type Server, type ServerResponse } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliCompressSync } from 'node:zlib';
import { judgeLogo, type Logo } from '../config/logo.ts';
import { type Front, startFront } from './front.ts';
import type { Upstreams } from './routes.ts';

/** An upstream that remembers what reached it, and answers as a test wants. */
export interface Upstream {
  readonly server: Server;
  readonly url: string;
  seen: { method: string; url: string; headers: IncomingMessage['headers']; body: string }[];
  answer: (request: IncomingMessage, response: ServerResponse) => void;
}

export interface Got {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

export const script = `export const text = ${JSON.stringify('x'.repeat(5000))};`;

/** Of the practice behind a reverse proxy; the other one has none. */
export const logo = '<svg xmlns="http://www.w3.org/2000/svg"/>';

export interface FrontsUnderTest {
  readonly api: Upstream;
  readonly homeserver: Upstream;
  /** At http://localhost:8480, nothing before it. */
  readonly front: Front;
  /** At https://praxis.example.org, behind a reverse proxy. */
  readonly secure: Front;
  /** One whose upstreams are somewhere else. */
  startAnother(upstreams: Upstreams): Promise<Front>;
  /** Upstreams forget what they saw, and answer `{}` again. */
  forget(): void;
  close(): Promise<void>;
}

export async function startFronts(): Promise<FrontsUnderTest> {
  const dist = await writeClient();
  const [api, homeserver] = [await startUpstream(), await startUpstream()];
  const at = (publicUrl: string, upstreams: Upstreams, logo?: Logo) =>
    startFront({ publicUrl, port: 0, dist, upstreams, logo });
  const upstreams = { api: api.url, homeserver: homeserver.url };
  const front = await at('http://localhost:8480', upstreams);
  const secure = await at('https://praxis.example.org', upstreams, judgeLogo(Buffer.from(logo)));
  return {
    api,
    homeserver,
    front,
    secure,
    startAnother: (others) => at('http://localhost:8480', others),
    forget: () => {
      for (const upstream of [api, homeserver]) {
        upstream.seen = [];
        upstream.answer = (_request, response) => response.end('{}');
      }
    },
    close: async () => {
      await Promise.all([front.close(), secure.close()]);
      for (const { server } of [api, homeserver]) {
        server.closeAllConnections();
        server.close();
      }
      await rm(dist, { recursive: true });
    },
  };
}

async function writeClient(): Promise<string> {
  const dist = await mkdtemp(join(tmpdir(), 'sprechzimmer-front-'));
  for (const dir of ['j', 'desk', 'assets']) await mkdir(join(dist, dir));
  const files: Readonly<Record<string, string | Uint8Array>> = {
    'index.html': '<title>practice</title>',
    'j/index.html': '<title>patient</title>',
    'desk/index.html': '<title>desk</title>',
    'assets/app-1a2b.js': script,
    'assets/app-1a2b.js.br': brotliCompressSync(script),
    'assets/app-1a2b.js.map': '{}',
    'assets/crypto-3c4d.wasm': new Uint8Array([0, 97, 115, 109]),
    'favicon.svg': '<svg/>',
    '.hidden.txt': 'hidden',
  };
  for (const [name, content] of Object.entries(files)) await writeFile(join(dist, name), content);
  return dist;
}

/** With `node:http` rather than `fetch`, which would tidy paths up before sending them. */
export function get(
  from: Front,
  path: string,
  options: { method?: string; headers?: Record<string, string>; body?: string } = {},
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
