/** Last look before evidence is written: it is handed on, and what is in it once cannot be taken back. */

import type { Evidence } from './evidence.ts';

/** @param secrets whatever must not be in it; @returns the files that hold something all the same */
export function filesWithSecrets(evidence: Evidence, secrets: readonly string[]): readonly string[] {
  const wanted = secrets.filter((secret) => secret.length >= 4);
  return [...evidence].flatMap(([path, content]) =>
    wanted.some((secret) => content.includes(secret)) || shapes.some((shape) => shape.test(content))
      ? [path]
      : [],
  );
}

/** A guest as the steward names it, and what Synapse's tokens and links look like. */
const shapes: readonly RegExp[] = [
  /@guest-[a-z0-9]{20}/,
  /\bsy[tr]_[A-Za-z0-9]{4,}_[A-Za-z0-9]{10,}/,
  /\/j\/#1[A-Za-z0-9_-]{80,}/,
];
