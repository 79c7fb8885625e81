/** A random id for each request: the same in answer, problem document and log, and nowhere else. */

import { randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';

const ids = new WeakMap<Request, string>();

/** Gives each request its id, 96 random bits, and answers with `X-Request-Id`. One sent by the client is ignored. */
export function requestId(): RequestHandler {
  return (request, response, next) => {
    const id = randomBytes(12).toString('base64url');
    ids.set(request, id);
    response.setHeader('X-Request-Id', id);
    next();
  };
}

export function requestIdOf(request: Request): string {
  return ids.get(request) ?? 'none';
}
