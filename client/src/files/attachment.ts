/**
 * Encrypted attachments as the Matrix specification has them ("Sending encrypted attachments", version v2): AES-256 in
 * counter mode with the lower 64 bits counting, a SHA-256 over the ciphertext, one fresh key for each file. The server
 * is given ciphertext; the key travels inside the encrypted message.
 */

import { type Bytes, equalBytes, fromBase64, randomBytes, sha256, toBase64Url } from '@sprechzimmer/protocol';
import * as v from 'valibot';

/** What opens one file: the part of a message's `file` that is not its address. */
export const FileLockSchema = v.object({
  v: v.literal('v2'),
  /** A JSON Web Key (RFC 7517); 32 bytes in `k`. */
  key: v.object({
    kty: v.literal('oct'),
    alg: v.literal('A256CTR'),
    k: v.pipe(v.string(), v.regex(/^[A-Za-z0-9_-]{43}$/)),
  }),
  /** 16 bytes, of which the last eight are the counter. */
  iv: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{22}(?:==)?$/)),
  /** Of the ciphertext, 32 bytes. */
  hashes: v.object({ sha256: v.pipe(v.string(), v.regex(/^[A-Za-z0-9+/]{43}=?$/)) }),
});
export type FileLock = v.InferOutput<typeof FileLockSchema>;

/** What the server brought is not what was sent. */
export class NotAsSent extends Error {
  constructor() {
    super('the bytes of a file are not those whose hash stands in its message');
    this.name = 'NotAsSent';
  }
}

/** Encrypts under a key made for this file alone. */
export async function lockFile(
  plain: Bytes,
): Promise<{ readonly ciphertext: Bytes; readonly lock: FileLock }> {
  const secret = randomBytes(32);
  const counter = new Uint8Array(16);
  counter.set(randomBytes(8));
  const key = await importKey(secret, 'encrypt');
  const ciphertext = new Uint8Array(await crypto.subtle.encrypt(countingFrom(counter), key, plain));
  const lock: FileLock = {
    v: 'v2',
    key: { kty: 'oct', alg: 'A256CTR', k: toBase64Url(secret) },
    iv: toBase64(counter),
    hashes: { sha256: toBase64(await sha256(ciphertext)) },
  };
  return { ciphertext, lock };
}

/** @throws NotAsSent before anything is decrypted, when a single bit of the ciphertext differs */
export async function unlockFile(ciphertext: Bytes, lock: FileLock): Promise<Bytes> {
  if (!equalBytes(await sha256(ciphertext), bytesOf(lock.hashes.sha256, 32))) throw new NotAsSent();
  const key = await importKey(bytesOf(lock.key.k, 32), 'decrypt');
  const counter = bytesOf(lock.iv, 16);
  return new Uint8Array(await crypto.subtle.decrypt(countingFrom(counter), key, ciphertext));
}

/** As other clients expect a JSON Web Key to be written in a message. */
export function describeLock({ key, ...rest }: FileLock) {
  return { ...rest, key: { ...key, ext: true, key_ops: ['encrypt', 'decrypt'] } };
}

function countingFrom(counter: Bytes): AesCtrParams {
  return { name: 'AES-CTR', counter, length: 64 };
}

function importKey(secret: Bytes, use: 'encrypt' | 'decrypt'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', secret, 'AES-CTR', false, [use]);
}

/** A text with stray bits after its last byte is no hash and no key of ours. */
function bytesOf(text: string, length: number): Bytes {
  try {
    const bytes = fromBase64(text);
    if (bytes.length === length) return bytes;
  } catch {
    // Said below.
  }
  throw new NotAsSent();
}

/** The ordinary alphabet without padding, as Matrix writes it here. */
function toBase64(bytes: Uint8Array): string {
  return toBase64Url(bytes).replaceAll('-', '+').replaceAll('_', '/');
}
