/** JSON as it passes the attacker: read without trust in its form, written back. */

import type { Answer, Asked } from './proxy.ts';

export type Json = { [name: string]: unknown };

/** An object, or an empty one where there is none. */
export function objectOf(value: unknown): Json {
  return isObject(value) ? value : {};
}

export function isObject(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

export function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

export function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

export function readJson({ body }: Asked | Answer): Json {
  if (body.length === 0) return {};
  const value: unknown = JSON.parse(body.toString());
  return objectOf(value);
}

/** The same request with another body. */
export function askingFor(asked: Asked, json: unknown): Asked {
  return { ...asked, body: Buffer.from(JSON.stringify(json)) };
}

/** The same answer with another body. */
export function answeringWith(answer: Answer, json: unknown): Answer {
  return { ...answer, body: Buffer.from(JSON.stringify(json)) };
}

/** An answer of the attacker's own. */
export function jsonAnswer(json: unknown, status = 200): Answer {
  return {
    status,
    headers: { 'content-type': 'application/json' },
    body: Buffer.from(JSON.stringify(json)),
  };
}
