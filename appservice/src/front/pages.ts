/**
 * The built client, read whole at the start: a request picks an entry from a table and never names a file, so there
 * is no path to escape from.
 */

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { extname, join, relative, sep } from 'node:path';
import type { Logo } from '../config/logo.ts';
import { caching } from './headers.ts';

export interface Page {
  readonly contentType: string;
  readonly cacheControl: string;
  readonly etag: string;
  readonly plain: Buffer;
  /** Compressed by the build, where that made it smaller. */
  readonly brotli: Buffer | undefined;
  readonly gzip: Buffer | undefined;
}

export interface Pages {
  /** @param path raw path of a request, without query */
  find(path: string): Page | { readonly redirect: string } | undefined;
}

/** @throws Error when the folder holds no built client */
export async function loadPages(dist: string): Promise<Pages> {
  const table = new Map<string, Page>();
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  for (const entry of entries) {
    const file = join(entry.parentPath, entry.name);
    const path = `/${relative(dist, file).split(sep).join('/')}`;
    const contentType = contentTypes[extname(file)];
    if (!entry.isFile() || contentType === undefined || /\/\./.test(path)) continue;
    table.set(path.replace(/index\.html$/, ''), await loadPage(file, path, contentType));
  }
  for (const needed of ['/', '/j/', '/desk/'])
    if (!table.has(needed)) throw new Error(`the built client has no page ${needed}`);
  return {
    find: (path) => {
      if (path === '/j' || path === '/desk') return { redirect: `${path}/` };
      // Whatever follows: mail programs turn the `#` of a link into a part of the path.
      return table.get(path.startsWith('/j/') ? '/j/' : path);
    },
  };
}

/** Small already, and told apart by its content. */
export function pageOfLogo({ contentType, bytes }: Logo): Page {
  return {
    contentType,
    cacheControl: caching.other,
    etag: etagOf(bytes),
    plain: bytes,
    brotli: undefined,
    gzip: undefined,
  };
}

function etagOf(bytes: Buffer): string {
  return `"${createHash('sha256').update(bytes).digest('base64url')}"`;
}

async function loadPage(file: string, path: string, contentType: string): Promise<Page> {
  const plain = await readFile(file);
  const smaller = (compressed: Buffer | undefined) =>
    compressed !== undefined && compressed.length < plain.length ? compressed : undefined;
  return {
    contentType,
    cacheControl: path.endsWith('.html')
      ? caching.page
      : path.startsWith('/assets/')
        ? caching.hashed
        : caching.other,
    etag: etagOf(plain),
    plain,
    brotli: smaller(await readFile(`${file}.br`).catch(() => undefined)),
    gzip: smaller(await readFile(`${file}.gz`).catch(() => undefined)),
  };
}

/** Nothing else is served: no source map. */
const contentTypes: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.webp': 'image/webp',
  '.ico': 'image/x-icon',
  '.wasm': 'application/wasm',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.txt': 'text/plain; charset=utf-8',
  '.json': 'application/json',
};
