/**
 * The link: what a clinician hands to a patient. Everything secret is in the fragment.
 * Trust protocol version 1, section *The link*; `docs/reference/trust-protocol.md`.
 */

import { type Bytes, concat, equalBytes, fromBase64, lp, toBase64Url, toHex, u64be, utf8 } from './bytes.ts';
import type { InvitationId, Kind } from './ids.ts';
import { hkdf, hmac, sha256 } from './mac.ts';

/** What the link secret is bound to. The server knows these; if it lies about one, nothing proves. */
export interface LinkTerms {
  /** 16 random bytes, kept by the server with the invitation. */
  readonly nonce: Bytes;
  readonly kind: Kind;
  /** Unix seconds. */
  readonly notBefore: number;
  /** Unix seconds. */
  readonly notAfter: number;
}

/** What a link carries. */
export interface LinkSecret {
  /** `s`, 32 bytes. */
  readonly secret: Bytes;
  /** The clinician's ed25519 master cross-signing key, 32 raw bytes. */
  readonly clinicianMasterKey: Bytes;
}

/** What both sides derive from a link. */
export interface LinkKeys {
  readonly id: InvitationId;
  /** Shown once, at the button. The server stores `SHA-256(redeem)`. */
  readonly redeem: Bytes;
  /** `kG`: the guest proves itself with it. */
  readonly guestKey: Bytes;
  /** `kC`: the clinician confirms with it. */
  readonly clinicianKey: Bytes;
}

/** Why a text is no link of ours. Each has its own sentence for the patient. */
export type LinkFault =
  /** There is no fragment at all. */
  | 'missing'
  /** Too short or without its last character: cut by a mail program. */
  | 'cut-short'
  /** Right length, but a character differs. */
  | 'damaged'
  /** `#` arrived as `%23` in the path: the server has seen the secret, it must never be used. */
  | 'exposed'
  /** Made by a later version of this software. */
  | 'other-version';

export type LinkReading = { ok: true; link: LinkSecret } | { ok: false; fault: LinkFault };

const CHECK_BYTES = 3;
const PAYLOAD_CHARS = Math.ceil(((32 + 32 + CHECK_BYTES) * 8) / 6);

/** `s = HMAC(K_book, …)`: any of the clinician's devices that reads the notebook derives the same secret. */
export function makeLinkSecret(bookKey: Bytes, terms: LinkTerms): Promise<Bytes> {
  if (bookKey.length !== 32 || terms.nonce.length !== 16)
    throw new RangeError('a notebook key has 32 bytes, a nonce 16');
  return hmac(
    bookKey,
    concat(
      lp('sprechzimmer/1 link'),
      lp(terms.nonce),
      lp(terms.kind),
      u64be(terms.notBefore),
      u64be(terms.notAfter),
    ),
  );
}

/** The fragment of a link, with its `#`. */
export async function writeFragment(link: LinkSecret): Promise<string> {
  const payload = concat(link.secret, link.clinicianMasterKey, await checksum(link));
  return `#1${toBase64Url(payload)}z`;
}

/** The whole link under the practice's public address (with or without a closing slash). */
export async function writeLink(publicUrl: string, link: LinkSecret): Promise<string> {
  return `${publicUrl.replace(/\/+$/, '')}/j/${await writeFragment(link)}`;
}

/**
 * Reads the fragment of a link.
 * @param fragment `location.hash`, with its `#`
 * @param pathname `location.pathname`, to notice a `#` that was rewritten to `%23` on the way
 */
export async function readFragment(fragment: string, pathname = '/j/'): Promise<LinkReading> {
  if (/^\/j\/(?:%23|.)/i.test(pathname)) return fault('exposed');
  const text = fragment.replace(/^#/, '');
  if (text === '') return fault('missing');
  if (!text.startsWith('1')) return fault(/^[2-9]/.test(text) ? 'other-version' : 'damaged');
  if (text.length < PAYLOAD_CHARS + 2) return fault('cut-short');
  if (text.length > PAYLOAD_CHARS + 2 || !text.endsWith('z')) return fault('damaged');
  const payload = decode(text.slice(1, -1));
  if (!payload) return fault('damaged');
  const link = { secret: payload.slice(0, 32), clinicianMasterKey: payload.slice(32, 64) };
  if (!equalBytes(payload.slice(64), await checksum(link))) return fault('damaged');
  return { ok: true, link };
}

/** Derives handle, redeem token and the two proof keys. The master key is the salt: an edited link redeems nothing. */
export async function deriveLinkKeys({ secret, clinicianMasterKey }: LinkSecret): Promise<LinkKeys> {
  const kd = (label: string, length: number) =>
    hkdf(secret, clinicianMasterKey, `sprechzimmer/1 ${label}`, length);
  const [id, redeem, guestKey, clinicianKey] = await Promise.all([
    kd('id', 16),
    kd('redeem', 32),
    kd('guest proves', 32),
    kd('clinician confirms', 32),
  ]);
  return { id: toHex(id) as InvitationId, redeem, guestKey, clinicianKey };
}

/** What the server stores instead of the redeem token. */
export async function redeemHash(redeem: Bytes): Promise<string> {
  return toHex(await sha256(redeem));
}

async function checksum({ secret, clinicianMasterKey }: LinkSecret): Promise<Bytes> {
  return (await sha256(concat(utf8('sprechzimmer/1 check'), secret, clinicianMasterKey))).slice(
    0,
    CHECK_BYTES,
  );
}

/** base64url in its one spelling: Matrix's own alphabet, which `fromBase64` reads too, has no place in a link. */
function decode(text: string): Bytes | undefined {
  try {
    const bytes = fromBase64(text);
    return toBase64Url(bytes) === text ? bytes : undefined;
  } catch {
    return undefined;
  }
}

function fault(kind: LinkFault): LinkReading {
  return { ok: false, fault: kind };
}
