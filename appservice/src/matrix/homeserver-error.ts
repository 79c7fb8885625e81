/** What went wrong with the homeserver, and what we were trying to do. */

/**
 * Carries the attempt, a status and a code, never a body, an address or a token: the libraries below put all of
 * those into their errors.
 */
export class HomeserverError extends Error {
  /** Made of lower-case words: `create room`. */
  readonly attempt: string;
  /** HTTP status; undefined when there was no answer. */
  readonly status: number | undefined;
  /** Matrix code (`M_FORBIDDEN`) or the platform's (`ECONNREFUSED`). */
  readonly code: string;

  constructor(attempt: string, { status, code }: { status?: number | undefined; code: string }) {
    super(`the homeserver could not ${attempt}: ${status ?? 'no answer'} ${code}`);
    this.name = 'HomeserverError';
    this.attempt = attempt;
    this.status = status;
    this.code = code;
  }
}

/** Makes one of whatever a library or `fetch` has thrown. */
export function homeserverError(attempt: string, thrown: unknown): HomeserverError {
  if (thrown instanceof HomeserverError) return thrown;
  return new HomeserverError(attempt, { status: numberIn(thrown, 'statusCode'), code: codeIn(thrown) });
}

function codeIn(thrown: unknown): string {
  for (const name of ['errcode', 'code']) {
    const code = textIn(thrown, name);
    if (code && codeShape.test(code)) return code;
  }
  if (thrown instanceof Error && thrown.name === 'TimeoutError') return 'ETIMEDOUT';
  return thrown instanceof Error && thrown.cause !== undefined ? codeIn(thrown.cause) : 'UNKNOWN';
}

function textIn(thrown: unknown, name: string): string | undefined {
  const value: unknown =
    typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, name) : undefined;
  return typeof value === 'string' ? value : undefined;
}

function numberIn(thrown: unknown, name: string): number | undefined {
  const value: unknown =
    typeof thrown === 'object' && thrown !== null ? Reflect.get(thrown, name) : undefined;
  return typeof value === 'number' ? value : undefined;
}

const codeShape = /^[A-Z][A-Z0-9_]{1,50}$/;
