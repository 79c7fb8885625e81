/** Answers with a page: the smallest form the browser accepts, or that it has it already. */

import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Headers } from './headers.ts';
import type { Page } from './pages.ts';

export function sendPage(
  request: IncomingMessage,
  response: ServerResponse,
  page: Page,
  headers: Headers,
): void {
  const kept = page.cacheControl !== 'no-store';
  const common = {
    ...headers,
    'cache-control': page.cacheControl,
    vary: 'accept-encoding',
    ...(kept ? { etag: page.etag } : {}),
  };
  if (kept && request.headers['if-none-match'] === page.etag) {
    response.writeHead(304, common).end();
    return;
  }
  const { body, encoding } = smallest(page, request.headers['accept-encoding'] ?? '');
  response.writeHead(200, {
    ...common,
    'content-type': page.contentType,
    'content-length': body.length,
    ...(encoding === undefined ? {} : { 'content-encoding': encoding }),
  });
  response.end(request.method === 'HEAD' ? undefined : body);
}

/** A short sentence for what is not there. The path is not repeated: it may hold a secret. */
export function sendText(response: ServerResponse, status: number, text: string, headers: Headers): void {
  response.writeHead(status, {
    ...headers,
    'cache-control': 'no-store',
    'content-type': 'text/plain; charset=utf-8',
    'content-length': Buffer.byteLength(text),
  });
  response.end(text);
}

function smallest(page: Page, accepted: string): { body: Buffer; encoding?: 'br' | 'gzip' } {
  if (page.brotli !== undefined && accepts(accepted, 'br')) return { body: page.brotli, encoding: 'br' };
  if (page.gzip !== undefined && accepts(accepted, 'gzip')) return { body: page.gzip, encoding: 'gzip' };
  return { body: page.plain };
}

/** RFC 9110 §12.5.3, as far as browsers use it: named, and not with weight 0. */
function accepts(header: string, coding: string): boolean {
  return header
    .split(',')
    .map((item) =>
      item
        .trim()
        .toLowerCase()
        .split(/\s*;\s*/),
    )
    .some(([name, weight]) => name === coding && !/^q=0(?:\.0*)?$/.test(weight ?? ''));
}
