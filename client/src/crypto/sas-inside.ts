/**
 * What a comparison of pictures is about to confirm, read from behind the public API of matrix-js-sdk. Its verifier
 * takes over another exchange when the other side begins one under the same transaction, even after the pictures are
 * on the screen, and goes on offering the pictures of the first: whoever confirms would confirm what nobody looked at.
 * `docs/adr/0006-manual-verification-adapter.md`; `sas.test.ts` notices when the field moves, `sas-swap.test.ts` is
 * the attack.
 */

import { Sas } from '@matrix-org/matrix-sdk-crypto-wasm';
import type { Verifier } from 'matrix-js-sdk/lib/crypto-api/verification.js';

/**
 * Whether these are the pictures of the exchange that confirming would confirm now. Another exchange has the same ones
 * once in 2^42: whoever begins it has no choice about them, because the other side has committed itself first.
 * @param descriptions English names of the seven pictures shown, in order
 * @returns false also when the exchange cannot be seen
 */
export function isExchangeOf(verifier: Verifier, descriptions: readonly string[]): boolean {
  const inner: unknown = 'inner' in verifier ? verifier.inner : undefined;
  if (!(inner instanceof Sas)) return false;
  const emoji = inner.emoji();
  return (
    emoji !== undefined &&
    emoji.length === descriptions.length &&
    emoji.every(({ description }, index) => description === descriptions[index])
  );
}
