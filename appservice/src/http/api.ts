/** The public API (`protocol/src/api.ts`) as an Express 5 application. */

import { apiPrefix, type PracticeAnswer } from '@sprechzimmer/protocol';
import express, { type ErrorRequestHandler, type Express, type RequestHandler } from 'express';
import type { Logger } from '../log/index.ts';
import type { VisitService } from '../visits/service.ts';
import { type EndpointName, endpoints } from './endpoints.ts';
import { makeHandlers } from './handlers.ts';
import { strictHeaders } from './headers.ts';
import { makeLimiters, type RateLimits } from './limits.ts';
import { BadRequest, problemOf, sendProblem } from './problems.ts';
import { requestId, requestIdOf } from './request-id.ts';
import { route } from './route.ts';
import type { Sessions } from './sessions.ts';
import { untilGone } from './until-gone.ts';

export interface ApiParts {
  readonly visits: VisitService;
  readonly sessions: Sessions;
  readonly practice: PracticeAnswer;
  /** Where browsers find us; with `https:` HSTS is sent. */
  readonly publicUrl: string;
  readonly limits: RateLimits;
  readonly log: Logger;
  /** Throws when the store cannot be read. */
  readonly health: () => Promise<void>;
  /** Aborted when the appservice stops. */
  readonly stopping: AbortSignal;
}

export function makeApi(parts: ApiParts): Express {
  const app = express();
  app.disable('x-powered-by');
  app.disable('etag');
  app.enable('case sensitive routing');
  app.enable('strict routing');
  // `X-Forwarded-For` is believed from this machine only, where front or the reverse proxy stands.
  app.set('trust proxy', 'loopback');
  app.set('query parser', false);

  app.use(requestId(), ...strictHeaders(parts.publicUrl));
  const limiters = makeLimiters(parts.limits);
  const routeParts = { ...parts, handlers: makeHandlers(parts), signalOf: untilGone(parts.stopping) };
  for (const name of endpointNames) {
    const { method, path, limit } = endpoints[name];
    app[method](apiPrefix + path, jsonBody, ...limiters[limit], route(name, routeParts));
  }
  for (const [path, allow] of methodsByPath()) app.all(path, wrongMethod(allow));
  app.use((_request, response) => {
    sendProblem(response, requestIdOf(_request), { code: 'not-found' });
  });
  app.use(answerError(parts.log));
  return app;
}

const endpointNames = Object.keys(endpoints) as EndpointName[];

/** 16 kB of uncompressed JSON is more than any request needs. */
const readJson = express.json({ limit: '16kb', inflate: false, strict: true, type: () => true });

/** No body at all, or a JSON object in UTF-8. */
const jsonBody: RequestHandler = (request, response, next) => {
  const hasBody = Number(request.get('content-length') ?? 0) > 0 || request.get('transfer-encoding');
  if (!hasBody) return next();
  if (!jsonType.test(request.get('content-type') ?? '')) return next(new BadRequest(415));
  return readJson(request, response, (error: unknown) => {
    next(error ?? (Array.isArray(request.body) ? new BadRequest() : undefined));
  });
};

const jsonType = /^application\/json(?:\s*;\s*charset="?utf-8"?)?$/i;

function methodsByPath(): Map<string, string> {
  const allowed = new Map<string, string>();
  for (const { method, path } of Object.values(endpoints)) {
    const before = allowed.get(apiPrefix + path);
    allowed.set(apiPrefix + path, [...(before ? [before] : []), method.toUpperCase()].join(', '));
  }
  return allowed;
}

function wrongMethod(allow: string): RequestHandler {
  return (_request, response) => {
    response.setHeader('Allow', allow);
    throw new BadRequest(405);
  };
}

/** The last resort of every request: what the sender may know goes out, the rest stays here. */
function answerError(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    if (response.headersSent || response.destroyed) {
      response.destroy();
      return;
    }
    const id = requestIdOf(request);
    const { status, code } = sendProblem(response, id, problemOf(error));
    const fields = { requestId: id, status, code: code as string };
    if (status >= 500) log.error('request-failed', { requestId: id, status, error });
    else log.debug('request-refused', fields);
  };
}
