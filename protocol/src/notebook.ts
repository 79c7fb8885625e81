/**
 * What makes an entry of the notebook genuine. Encryption alone does not: a device that gets its room keys from a
 * server-side backup cannot tell who made them, and whoever runs the server could slip a key of their own into the
 * notebook, from which links would then be made. So each entry carries a MAC under a key that only the clinician's
 * devices have, because it follows from the private half of the master key they all hold.
 */

import { type Bytes, concat, fromBase64, fromHex, lp, toHex, u64be } from './bytes.ts';
import { type BookEntryContent, type BookKeyContent, bookEntryType, bookKeyType } from './events.ts';
import { hkdf, hmac, verifyHmac } from './mac.ts';

type Unsealed<T> = Omit<T, 'mac'>;

/**
 * The key of the notebook, 32 bytes. Whoever may sign for the clinician can read the book with it, and nobody else;
 * with a new identity it is another.
 * @param masterSeed private half of the clinician's master key, 32 bytes
 * @param masterKey its public half, 32 bytes
 */
export function deriveNotebookKey(masterSeed: Bytes, masterKey: Bytes): Promise<Bytes> {
  return hkdf(masterSeed, masterKey, 'sprechzimmer/1 notebook key', 32);
}

export async function sealBookKey(
  notebookKey: Bytes,
  content: Unsealed<BookKeyContent>,
): Promise<BookKeyContent> {
  return { ...content, mac: toHex(await hmac(notebookKey, bookKeyText(content))) };
}

export function isGenuineBookKey(notebookKey: Bytes, content: BookKeyContent): Promise<boolean> {
  return verifyHmac(notebookKey, fromHex(content.mac), bookKeyText(content));
}

export async function sealBookEntry(
  notebookKey: Bytes,
  content: Unsealed<BookEntryContent>,
): Promise<BookEntryContent> {
  return { ...content, mac: toHex(await hmac(notebookKey, bookEntryText(content))) };
}

export function isGenuineBookEntry(notebookKey: Bytes, content: BookEntryContent): Promise<boolean> {
  return verifyHmac(notebookKey, fromHex(content.mac), bookEntryText(content));
}

function bookKeyText(content: Unsealed<BookKeyContent>): Bytes {
  return concat(
    lp('sprechzimmer/1 notebook'),
    lp(bookKeyType),
    lp(content.name),
    lp(fromBase64(content.key)),
  );
}

function bookEntryText(content: Unsealed<BookEntryContent>): Bytes {
  return concat(
    lp('sprechzimmer/1 notebook'),
    lp(bookEntryType),
    lp(fromHex(content.id)),
    lp(content.book),
    lp(fromBase64(content.nonce)),
    lp(content.kind),
    u64be(content.not_before),
    u64be(content.not_after),
    lp(content.label),
    lp(content.closed ? 'closed' : 'open'),
  );
}
