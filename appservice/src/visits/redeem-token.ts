/** The redeem token of a link: only its hash is stored, and it is compared in constant time. */

import { createHash, timingSafeEqual } from 'node:crypto';
import type { VisitCase } from './visit-store.ts';

/** @param redeemToken 32 raw bytes */
export function isTokenOf({ terms }: Pick<VisitCase, 'terms'>, redeemToken: Uint8Array): boolean {
  const expected = Buffer.from(terms.redeemHash, 'hex');
  const got = createHash('sha256').update(redeemToken).digest();
  return expected.length === got.length && timingSafeEqual(expected, got);
}
