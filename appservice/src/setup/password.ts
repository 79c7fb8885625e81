/** A first password: a hundred random bits, easy to type from paper. */

import { randomBytes } from 'node:crypto';

/** Four groups of five, without letters and digits that look alike. */
export function newPassword(): string {
  const letters = Array.from(randomBytes(20), (byte) => alphabet[byte % alphabet.length]).join('');
  return letters.replace(/.{5}(?=.)/g, '$&-');
}

/** 32 characters: a random byte picks each with the same chance. */
const alphabet = 'abcdefghijkmnpqrstuvwxyz23456789';
