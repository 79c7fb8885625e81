/** Errors of the public API: RFC 9457 problem documents with a code each screen has a sentence for. */

import * as v from 'valibot';

/** Every code the public API answers with. The client has a sentence for each, in each language. */
export const problemCodes = {
  /** The request does not fit its schema. */
  'bad-request': 400,
  /** No session, or one that has ended. */
  unauthorized: 401,
  /** A valid session that may not do this. */
  forbidden: 403,
  /** Handle and redeem token fit no invitation. Deliberately one answer for "never existed" and "wrong token". */
  'unknown-link': 404,
  'not-found': 404,
  /** The window has not opened. Carries `notBefore`. */
  'too-early': 403,
  /** The window has closed. */
  'too-late': 410,
  /** The clinician has taken the invitation back. */
  cancelled: 410,
  /** The link's secret came to the server as a path: it opens nothing any more. */
  exposed: 410,
  /** Another browser redeemed first. This try is parked until the clinician decides. */
  'opened-elsewhere': 409,
  /** The visit this claim belongs to has ended. */
  ended: 410,
  /** The clinician has declined, or refused this browser. */
  declined: 410,
  /** The visit is in a phase in which this cannot be done. */
  conflict: 409,
  'payload-too-large': 413,
  /** Carries `retryAfterSeconds`. */
  'too-many-tries': 429,
  /** The homeserver or the store cannot be reached just now. Trying again is safe. */
  unavailable: 503,
  internal: 500,
} as const satisfies Record<string, number>;

export type ProblemCode = keyof typeof problemCodes;

const codes = Object.keys(problemCodes) as [ProblemCode, ...ProblemCode[]];

/** `application/problem+json` body. `type` is `about:blank#<code>`; no member names a person or repeats input. */
export const ProblemSchema = v.object({
  type: v.string(),
  title: v.string(),
  status: v.pipe(v.number(), v.integer()),
  code: v.picklist(codes),
  /** For a support call: the same id stands in the log. */
  requestId: v.string(),
  notBefore: v.optional(v.number()),
  retryAfterSeconds: v.optional(v.number()),
});
export type Problem = v.InferOutput<typeof ProblemSchema>;
