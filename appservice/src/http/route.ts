/** The way of one request: who is it, does it fit, do it, does the answer fit, send it. */

import type { Request, RequestHandler, Response } from 'express';
import * as v from 'valibot';
import type { Logger } from '../log/index.ts';
import { callerOf } from './bearer.ts';
import type { Call, Handlers } from './call.ts';
import { type EndpointName, type EndpointShape, type Endpoints, endpoints } from './endpoints.ts';
import { BadRequest } from './problems.ts';
import { requestIdOf } from './request-id.ts';
import type { Sessions } from './sessions.ts';

export interface RouteParts {
  readonly handlers: Handlers;
  readonly sessions: Sessions;
  readonly log: Logger;
  /** Aborted when nobody waits for this answer any more, or the appservice stops: held answers go out then. */
  readonly signalOf: (response: Response) => AbortSignal;
}

export function route<Name extends EndpointName>(name: Name, parts: RouteParts): RequestHandler {
  const endpoint: Endpoints[Name] = endpoints[name];
  const bodySchema: Endpoints[Name]['request'] = endpoint.request;
  const paramsSchema: Endpoints[Name]['params'] = endpoint.params;
  const who: Endpoints[Name]['who'] = endpoint.who;
  return async (request, response) => {
    const startedMs = performance.now();
    const caller = await callerOf(who, request, parts.sessions);
    const call: Call<Name> = {
      body: fitting(bodySchema, request.body ?? {}),
      params: fitting(paramsSchema, { ...request.params }),
      caller,
      signal: parts.signalOf(response),
    };
    const reply = await parts.handlers[name](call);
    if (response.destroyed) return;
    send(request, response, endpoint, reply, parts.log, name);
    parts.log.debug('request-answered', {
      requestId: requestIdOf(request),
      step: name,
      status: response.statusCode,
      ms: performance.now() - startedMs,
    });
  };
}

function send(
  request: Request,
  response: Response,
  endpoint: EndpointShape,
  reply: unknown,
  log: Logger,
  step: EndpointName,
): void {
  if (!endpoint.answer) {
    response.status(204).end();
    return;
  }
  const checked = v.safeParse(endpoint.answer, reply);
  if (!checked.success) {
    log.error('answer-off-schema', { requestId: requestIdOf(request), step });
    throw new Error('answer off schema');
  }
  if (endpoint.cacheSeconds) response.setHeader('Cache-Control', `max-age=${endpoint.cacheSeconds}`);
  response.json(checked.output);
}

function fitting<Schema extends v.GenericSchema>(schema: Schema, input: unknown): v.InferOutput<Schema> {
  const parsed = v.safeParse(schema, input);
  if (!parsed.success) throw new BadRequest();
  return parsed.output;
}
