/** The three primitives of the trust protocol, all with SHA-256, all from WebCrypto. */

import { type Bytes, utf8 } from './bytes.ts';

export async function sha256(data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.digest('SHA-256', data));
}

export async function hmac(key: Bytes, data: Bytes): Promise<Bytes> {
  return new Uint8Array(await crypto.subtle.sign('HMAC', await hmacKey(key, 'sign'), data));
}

/** Constant-time check of an HMAC tag. A tag of the wrong length is simply wrong. */
export async function verifyHmac(key: Bytes, tag: Bytes, data: Bytes): Promise<boolean> {
  return crypto.subtle.verify('HMAC', await hmacKey(key, 'verify'), tag, data);
}

/** HKDF (RFC 5869). `length` in bytes. */
export async function hkdf(ikm: Bytes, salt: Bytes, info: string, length: number): Promise<Bytes> {
  const key = await crypto.subtle.importKey('raw', ikm, 'HKDF', false, ['deriveBits']);
  const params = { name: 'HKDF', hash: 'SHA-256', salt, info: utf8(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(params, key, length * 8));
}

function hmacKey(key: Bytes, usage: 'sign' | 'verify'): Promise<CryptoKey> {
  return crypto.subtle.importKey('raw', key, { name: 'HMAC', hash: 'SHA-256' }, false, [usage]);
}
