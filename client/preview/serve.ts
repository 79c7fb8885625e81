/** Builds the preview in memory and serves it with the very headers of the real pages. Leaves nothing behind. */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { logoPath } from '@sprechzimmer/protocol';
import { build } from 'vite';
import { ownHeaders } from '../../appservice/src/front/headers.ts';

export interface Preview {
  readonly url: string;
  close(): Promise<void>;
}

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

export async function openPreview(): Promise<Preview> {
  const files = await buildFiles();
  const server = createServer((request, response) => {
    const { pathname } = new URL(request.url ?? '/', 'http://localhost');
    const path = pathname === '/' ? 'index.html' : pathname.slice(1);
    const body = files.get(path);
    if (body === undefined) {
      response.writeHead(404).end();
      return;
    }
    for (const [name, value] of Object.entries(ownHeaders('http://localhost')))
      response.setHeader(name, value);
    response.setHeader(
      'content-type',
      pathname === logoPath ? 'image/svg+xml' : (types[extname(path)] ?? 'application/octet-stream'),
    );
    response.end(body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the preview has no port');
  return {
    url: `http://localhost:${address.port}/`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

async function buildFiles(): Promise<ReadonlyMap<string, string | Uint8Array>> {
  const result = await build({
    configFile: join(import.meta.dirname, 'vite.config.ts'),
    logLevel: 'error',
    build: { write: false },
  });
  const files = new Map<string, string | Uint8Array>();
  files.set(logoPath.slice(1), await readFile(join(import.meta.dirname, 'logo.svg')));
  for (const bundle of Array.isArray(result) ? result : [result]) {
    if (!('output' in bundle)) continue;
    for (const file of bundle.output)
      files.set(file.fileName, file.type === 'chunk' ? file.code : file.source);
  }
  return files;
}
