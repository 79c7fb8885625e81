/** One request to the public API: typed in, schema-checked out, every failure one of two kinds. */

import { type Problem, type ProblemCode, ProblemSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';

/** The server refused, with a reason there is a sentence for. */
export class ApiProblem extends Error {
  readonly code: ProblemCode;
  readonly notBefore: number | undefined;
  readonly retryAfterSeconds: number | undefined;

  constructor(problem: Pick<Problem, 'code' | 'notBefore' | 'retryAfterSeconds'>) {
    super(`the practice's server answered ${problem.code}`);
    this.name = 'ApiProblem';
    this.code = problem.code;
    this.notBefore = problem.notBefore;
    this.retryAfterSeconds = problem.retryAfterSeconds;
  }
}

/** No answer, or none that comes from our server (a hotel's sign-in page, a proxy's error page). Try again. */
export class Unreachable extends Error {
  /** Somebody answered for the practice that its server does not: a gateway's 502 or 504. */
  readonly serverFailed: boolean;

  constructor(attempt: string, options: ErrorOptions & { readonly serverFailed?: boolean } = {}) {
    super(`no usable answer while ${attempt}`, options);
    this.name = 'Unreachable';
    this.serverFailed = options.serverFailed ?? false;
  }
}

export interface ApiRequest<S extends AnySchema | undefined> {
  readonly method?: 'GET' | 'POST' | 'DELETE';
  /** Below the origin, for example `/api/v1/door`. */
  readonly path: string;
  readonly body?: unknown;
  /** Schema of the answer; without one the answer is expected to be empty. */
  readonly answer: S;
  readonly bearer?: string;
  readonly signal?: AbortSignal | undefined;
  /** Default 15 s; long-polls need more. */
  readonly timeoutMs?: number;
  /** Let the request outlive the page. */
  readonly keepalive?: boolean;
}

export type AnySchema = v.GenericSchema<unknown, unknown>;
type Answer<S extends AnySchema | undefined> = S extends AnySchema ? v.InferOutput<S> : undefined;

const defaultTimeoutMs = 15_000;

/**
 * @throws ApiProblem when the server refused
 * @throws Unreachable when there was no usable answer
 * @throws AbortError when `signal` was aborted by the caller
 */
export async function callApi<S extends AnySchema | undefined>(request: ApiRequest<S>): Promise<Answer<S>> {
  const attempt = `asking ${request.path}`;
  const timeout = AbortSignal.timeout(request.timeoutMs ?? defaultTimeoutMs);
  const signal = request.signal ? AbortSignal.any([request.signal, timeout]) : timeout;
  try {
    const response = await fetch(request.path, {
      method: request.method ?? 'POST',
      headers: {
        ...(request.body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(request.bearer === undefined ? {} : { Authorization: `Bearer ${request.bearer}` }),
      },
      ...(request.body === undefined ? {} : { body: JSON.stringify(request.body) }),
      cache: 'no-store',
      credentials: 'omit',
      redirect: 'error',
      keepalive: request.keepalive ?? false,
      signal,
    });
    const text = await response.text();
    if (!response.ok) throw refusal(text, attempt, response.status);
    return readAnswer(request.answer, text, attempt);
  } catch (error) {
    if (error instanceof ApiProblem || error instanceof Unreachable) throw error;
    request.signal?.throwIfAborted();
    throw new Unreachable(attempt, { cause: error });
  }
}

function readAnswer<S extends AnySchema | undefined>(schema: S, text: string, attempt: string): Answer<S> {
  if (schema === undefined) return undefined as Answer<S>;
  const parsed = v.safeParse(schema, parseJson(text));
  if (!parsed.success) throw new Unreachable(`${attempt}: the answer does not have the agreed form`);
  return parsed.output as Answer<S>;
}

function refusal(text: string, attempt: string, status: number): Error {
  const parsed = v.safeParse(ProblemSchema, parseJson(text));
  if (parsed.success) return new ApiProblem(parsed.output);
  return new Unreachable(attempt, { serverFailed: status >= 500 });
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
