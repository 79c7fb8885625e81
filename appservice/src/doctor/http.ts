/** Asks an address once and never throws: an answer, or the reason why there is none. */

export type Answered =
  | {
      readonly kind: 'answer';
      readonly status: number;
      readonly headers: Headers;
      /** At most the first part of it. */
      readonly body: string;
      /** Undefined where the body is none. */
      readonly json: Readonly<Record<string, unknown>> | undefined;
    }
  | {
      readonly kind: 'silence';
      /** The platform's code: `ECONNREFUSED`, `CERT_HAS_EXPIRED`, `TIMEOUT`. */
      readonly code: string;
    };

export interface Question {
  readonly method?: 'GET' | 'POST';
  /** Sent as `Authorization: Bearer`. */
  readonly token?: string;
  readonly body?: unknown;
  readonly timeoutMs?: number;
}

export async function askHttp(
  url: string,
  signal: AbortSignal,
  { method = 'GET', token, body, timeoutMs = 6000 }: Question = {},
): Promise<Answered> {
  try {
    const answer = await fetch(url, {
      method,
      redirect: 'manual',
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      headers: {
        ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await answer.text();
    const { status, headers } = answer;
    return { kind: 'answer', status, headers, body: text, json: jsonOf(text) };
  } catch (error) {
    return { kind: 'silence', code: codeOf(error) };
  }
}

/** `M_FORBIDDEN`, or nothing. */
export function errcodeOf(answer: Answered): string {
  const code = answer.kind === 'answer' ? answer.json?.['errcode'] : undefined;
  return typeof code === 'string' && /^[\w.]{2,60}$/.test(code) ? code : '';
}

function jsonOf(text: string): Readonly<Record<string, unknown>> | undefined {
  try {
    const value: unknown = JSON.parse(text);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined;
    return Object.fromEntries(Object.entries(value));
  } catch {
    return undefined;
  }
}

export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return 'UNKNOWN';
  if (error.name === 'TimeoutError' || error.name === 'AbortError') return 'TIMEOUT';
  if ('code' in error && typeof error.code === 'string' && /^[A-Z][A-Z0-9_]+$/.test(error.code))
    return error.code;
  return error.cause === undefined ? 'UNKNOWN' : codeOf(error.cause);
}
