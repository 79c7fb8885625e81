/** From whatever was thrown to the problem document its sender may see (RFC 9457). */

import { type Problem, type ProblemCode, problemCodes } from '@sprechzimmer/protocol';
import type { Response } from 'express';
import { HomeserverError } from '../matrix/homeserver-error.ts';
import { Refusal } from '../visits/service.ts';
import { isOutage } from './outage.ts';

/** What a problem says besides its code. */
export interface ProblemFacts {
  readonly code: ProblemCode;
  /** Where HTTP has a finer word for the same code: 405, 415. */
  readonly status?: number;
  readonly notBefore?: number | undefined;
  readonly retryAfterSeconds?: number | undefined;
}

/** A request that never reached the use cases. */
export class BadRequest extends Error {
  readonly status: 400 | 405 | 415;

  constructor(status: 400 | 405 | 415 = 400) {
    super('bad-request');
    this.name = 'BadRequest';
    this.status = status;
  }
}

/** Never repeats input: neither message nor path of the error goes out. */
export function problemOf(error: unknown): ProblemFacts {
  if (error instanceof Refusal) return { code: error.code, ...error.detail };
  if (error instanceof HomeserverError) return { code: 'unavailable' };
  if (error instanceof BadRequest) return { code: 'bad-request', status: error.status };
  const status = statusOf(error);
  if (status === 413) return { code: 'payload-too-large' };
  if (status === 415) return { code: 'bad-request', status };
  if (status !== undefined && status >= 400 && status < 500) return { code: 'bad-request' };
  return { code: isOutage(error) ? 'unavailable' : 'internal' };
}

export function sendProblem(response: Response, requestId: string, facts: ProblemFacts): Problem {
  const { code, status = problemCodes[code], notBefore, retryAfterSeconds } = facts;
  const problem: Problem = {
    type: `about:blank#${code}`,
    title: titles[code],
    status,
    code,
    requestId,
    ...(notBefore === undefined ? {} : { notBefore }),
    ...(retryAfterSeconds === undefined ? {} : { retryAfterSeconds }),
  };
  if (retryAfterSeconds !== undefined) response.setHeader('Retry-After', String(retryAfterSeconds));
  if (code === 'unauthorized') response.setHeader('WWW-Authenticate', 'Bearer');
  response.status(status).type('application/problem+json').send(JSON.stringify(problem));
  return problem;
}

/** For developers and support calls; each screen has its own sentence, in its own language, for the code. */
export const titles: Readonly<Record<ProblemCode, string>> = {
  'bad-request': 'The request does not fit what this address expects.',
  unauthorized: 'Please sign in again: there is no session, or it has ended.',
  forbidden: 'This account may not do that.',
  'unknown-link': 'This link is not known here. Please check it, or ask the practice for a new one.',
  'not-found': 'There is nothing here.',
  'too-early': 'The waiting room is not open yet.',
  'too-late': 'The time of this link is over. Please call the practice.',
  cancelled: 'The practice has taken this invitation back. Please call the practice.',
  exposed:
    'The secret of this link became known on its way. It opens nothing any more; the practice knows and gives a new one.',
  'opened-elsewhere': 'This link has already been opened in another browser. The practice has been told.',
  ended: 'This visit has ended.',
  declined: 'The practice could not let you in. Please call the practice.',
  conflict: 'That cannot be done at this point of the visit.',
  'payload-too-large': 'The request is larger than this address accepts.',
  'too-many-tries': 'Too many tries. Please wait a moment.',
  unavailable: 'The practice server cannot be reached just now. Trying again is safe.',
  internal: 'Something went wrong on our side. Trying again is safe.',
};

function statusOf(error: unknown): number | undefined {
  if (!(error instanceof Error)) return undefined;
  if ('status' in error && typeof error.status === 'number') return error.status;
  return undefined;
}
