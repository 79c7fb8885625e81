/** `Authorization: Bearer …` (RFC 6750), and nothing else: no cookie, no query parameter. */

import { fromBase64 } from '@sprechzimmer/protocol';
import type { Request } from 'express';
import { Refusal } from '../visits/service.ts';
import type { Callers } from './call.ts';
import type { Who } from './endpoints.ts';
import type { Sessions } from './sessions.ts';

/** The bearer token of a request: 32 bytes as 43 characters of base64url; undefined when there is none like it. */
export function bearerOf(request: Request): string | undefined {
  const match = /^Bearer ([A-Za-z0-9_-]{43})$/.exec(request.get('authorization') ?? '');
  return match?.[1];
}

/** @throws Refusal `unauthorized` */
export async function callerOf<W extends Who>(
  who: W,
  request: Request,
  sessions: Sessions,
): Promise<Callers[W]>;
export async function callerOf(who: Who, request: Request, sessions: Sessions): Promise<Callers[Who]> {
  if (who === 'anybody') return undefined;
  const bearer = bearerOf(request);
  if (!bearer) throw new Refusal('unauthorized');
  if (who === 'guest') return { claim: claimBytes(bearer) };
  const userId = await sessions.whose(bearer);
  if (!userId) throw new Refusal('unauthorized');
  return { userId, session: bearer };
}

/** 43 characters carry two bits more than 32 bytes: a claim has one spelling, so those must be zero. */
function claimBytes(bearer: string): Uint8Array {
  try {
    return fromBase64(bearer);
  } catch {
    throw new Refusal('unauthorized');
  }
}
