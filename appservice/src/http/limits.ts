/**
 * How often somebody may ask. Addresses are counted under a keyed hash whose key lives in memory and dies with the
 * process: no address is kept, logged or written anywhere.
 */

import { createHmac, randomBytes } from 'node:crypto';
import type { Request, RequestHandler } from 'express';
import { ipKeyGenerator, rateLimit } from 'express-rate-limit';
import { Refusal } from '../visits/service.ts';
import { bearerOf } from './bearer.ts';
import type { LimitName } from './endpoints.ts';

/** Requests a minute. */
export interface RateLimits {
  /** Per address. */
  readonly door: number;
  /** Per address. */
  readonly redeem: number;
  /** Per invitation, from wherever: nobody tries redeem tokens for one. */
  readonly redeemPerInvitation: number;
  /** Per address. */
  readonly session: number;
  /** Per claim: a lease every few seconds, a held answer at a time, reloads. */
  readonly guest: number;
  /** Per session. */
  readonly clinician: number;
  /** Per address: requests with a bearer token that is not one. */
  readonly strangers: number;
}

/** A group practice and its patients behind one address stay far below these. */
export const defaultRateLimits: RateLimits = {
  door: 120,
  redeem: 60,
  redeemPerInvitation: 30,
  session: 30,
  guest: 240,
  clinician: 600,
  strangers: 120,
};

export type Limiters = Readonly<Record<LimitName, readonly RequestHandler[]>>;

/** The handlers to put before an endpoint, after its body has been read. They throw `too-many-tries`. */
export function makeLimiters(limits: RateLimits): Limiters {
  const hashed = keyedHash();
  const byAddress = (request: Request) => hashed('address', ipKeyGenerator(request.ip ?? 'unknown', 64));
  const byBearer = (request: Request) => hashed('bearer', bearerOf(request) ?? byAddress(request));
  const strangers = perMinute(limits.strangers, byAddress, {
    skipSuccessfulRequests: true,
    requestWasSuccessful: (_request, response) => response.statusCode !== 401,
  });
  return {
    none: [],
    door: [perMinute(limits.door, byAddress)],
    redeem: [
      perMinute(limits.redeem, byAddress),
      perMinute(limits.redeemPerInvitation, (request) => hashed('invitation', invitationOf(request)), {
        skip: (request) => invitationOf(request) === '',
      }),
    ],
    session: [perMinute(limits.session, byAddress)],
    guest: [strangers, perMinute(limits.guest, byBearer)],
    clinician: [strangers, perMinute(limits.clinician, byBearer)],
  };
}

type LimitOptions = Parameters<typeof rateLimit>[0];

function perMinute(
  limit: number,
  keyGenerator: (request: Request) => string,
  options: LimitOptions = {},
): RequestHandler {
  return rateLimit({
    windowMs: 60_000,
    limit,
    keyGenerator,
    legacyHeaders: false,
    standardHeaders: false,
    // Its self-checks print the address they are not content with.
    validate: false,
    handler: (request, _response, next) => next(tooMany(request)),
    ...options,
  });
}

function tooMany(request: Request): Refusal {
  const info: unknown = Reflect.get(request, 'rateLimit');
  const resetTime =
    typeof info === 'object' && info !== null && 'resetTime' in info ? info.resetTime : undefined;
  const waitMs = resetTime instanceof Date ? resetTime.getTime() - Date.now() : 60_000;
  return new Refusal('too-many-tries', { retryAfterSeconds: Math.max(1, Math.ceil(waitMs / 1000)) });
}

function invitationOf({ body }: Request): string {
  const id: unknown = typeof body === 'object' && body !== null && 'id' in body ? body.id : undefined;
  return typeof id === 'string' && /^[0-9a-f]{32}$/.test(id) ? id : '';
}

function keyedHash(): (kind: string, text: string) => string {
  const key = randomBytes(32);
  return (kind, text) => createHmac('sha256', key).update(`${kind}\0${text}`).digest('base64url');
}
