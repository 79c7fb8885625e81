/** Byte strings as the trust protocol writes them: length-prefixed, big-endian, UTF-8. Pure, no I/O. */

/** Bytes over a plain `ArrayBuffer`, which is what WebCrypto accepts. */
export type Bytes = Uint8Array<ArrayBuffer>;

const encoder = new TextEncoder();
const decoder = new TextDecoder('utf-8', { fatal: true });

/** UTF-8 bytes of a text. */
export function utf8(text: string): Bytes {
  return encoder.encode(text);
}

/** Text of UTF-8 bytes. @throws TypeError when the bytes are not valid UTF-8 */
export function fromUtf8(bytes: Uint8Array): string {
  return decoder.decode(bytes);
}

/** Joins byte strings. */
export function concat(...parts: readonly Uint8Array[]): Bytes {
  const joined = new Uint8Array(parts.reduce((length, part) => length + part.length, 0));
  let offset = 0;
  for (const part of parts) {
    joined.set(part, offset);
    offset += part.length;
  }
  return joined;
}

/**
 * `lp(x) = uint16be(length) || x`: no two lists of fields give the same bytes.
 * @throws RangeError when `x` is longer than 65535 bytes
 */
export function lp(x: string | Uint8Array): Bytes {
  const bytes = typeof x === 'string' ? utf8(x) : x;
  if (bytes.length > 0xffff)
    throw new RangeError(`a field of ${bytes.length} bytes cannot be length-prefixed`);
  return concat(new Uint8Array([bytes.length >> 8, bytes.length & 0xff]), bytes);
}

/** An unsigned 64-bit big-endian integer. @throws RangeError when it is negative or not a safe integer */
export function u64be(value: number): Bytes {
  if (!Number.isSafeInteger(value) || value < 0) throw new RangeError(`${value} is not an unsigned integer`);
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
}

/** Lower-case hexadecimal. */
export function toHex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** @throws SyntaxError when the text is not an even number of hexadecimal digits */
export function fromHex(hex: string): Bytes {
  if (!/^(?:[0-9a-f]{2})*$/i.test(hex)) throw new SyntaxError('not hexadecimal');
  return Uint8Array.from(hex.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16));
}

/** base64url without padding (RFC 4648 §5). */
export function toBase64Url(bytes: Uint8Array): string {
  return btoa(String.fromCharCode(...bytes))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replace(/=+$/, '');
}

/**
 * Accepts base64url and base64, with or without padding: Matrix keys come unpadded in the ordinary alphabet.
 * @throws SyntaxError when the text is neither, or carries stray bits after the last byte
 */
export function fromBase64(text: string): Bytes {
  const plain = text.replaceAll('-', '+').replaceAll('_', '/').replace(/=+$/, '');
  if (!/^[A-Za-z0-9+/]*$/.test(plain) || plain.length % 4 === 1) throw new SyntaxError('not base64');
  const bytes = Uint8Array.from(atob(plain), (char) => char.charCodeAt(0));
  if (btoa(String.fromCharCode(...bytes)).replace(/=+$/, '') !== plain)
    throw new SyntaxError('not canonical base64');
  return bytes;
}

/** Random bytes from the platform's generator. */
export function randomBytes(length: number): Bytes {
  return crypto.getRandomValues(new Uint8Array(length));
}

/**
 * Compares without stopping at the first difference. For secrets that WebCrypto cannot compare itself;
 * tags are checked with `crypto.subtle.verify`.
 */
export function equalBytes(a: Uint8Array, b: Uint8Array): boolean {
  if (a.length !== b.length) return false;
  let difference = 0;
  for (const [index, byte] of a.entries()) difference |= byte ^ (b[index] ?? 0);
  return difference === 0;
}
