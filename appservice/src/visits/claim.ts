/** A claim: 32 random bytes a browser keeps for itself. Only its hash is ever written down. */

import { createHash } from 'node:crypto';

/** SHA-256, hexadecimal. Random input needs neither salt nor slowness; looking it up leaks no prefix of the claim. */
export function hashClaim(claim: Uint8Array): string {
  return createHash('sha256').update(claim).digest('hex');
}
