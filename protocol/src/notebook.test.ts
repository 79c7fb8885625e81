import { describe, expect, test } from 'vitest';
import { fromHex, randomBytes, toBase64Url, toHex } from './bytes.ts';
import type { InvitationId } from './ids.ts';
import {
  deriveNotebookKey,
  isGenuineBookEntry,
  isGenuineBookKey,
  sealBookEntry,
  sealBookKey,
} from './notebook.ts';
import { vector } from './testing.ts';

const notebookKey = randomBytes(32);
const entry = await sealBookEntry(notebookKey, {
  v: 1,
  id: vector.id,
  book: '2026-11-a',
  nonce: toBase64Url(vector.nonce),
  kind: 'video',
  not_before: vector.not_before,
  not_after: vector.not_after,
  label: 'A. B.',
  closed: false,
});
const key = await sealBookKey(notebookKey, { v: 1, name: '2026-11-a', key: toBase64Url(vector.k_book) });

test('what a device of the clinician wrote is genuine on every other', async () => {
  expect(await isGenuineBookEntry(notebookKey, entry)).toBe(true);
  expect(await isGenuineBookKey(notebookKey, key)).toBe(true);
});

describe('an entry the server slipped in or changed is refused', () => {
  test.each([
    ['handle', { ...entry, id: `${vector.id.slice(0, -1)}c` as InvitationId }],
    ['notebook key', { ...entry, book: '2026-11-b' }],
    ['nonce', { ...entry, nonce: toBase64Url(randomBytes(16)) }],
    ['kind', { ...entry, kind: 'chat' as const }],
    ['beginning', { ...entry, not_before: entry.not_before + 1 }],
    ['end', { ...entry, not_after: entry.not_after + 1 }],
    ['label', { ...entry, label: 'A. C.' }],
    ['closing', { ...entry, closed: true }],
  ])('another %s', async (_, changed) => {
    expect(await isGenuineBookEntry(notebookKey, changed)).toBe(false);
  });
  test('a notebook key of somebody else, from which links would be made', async () => {
    expect(await isGenuineBookKey(notebookKey, { ...key, key: toBase64Url(randomBytes(32)) })).toBe(false);
    expect(await isGenuineBookKey(notebookKey, { ...key, name: '2026-12-a' })).toBe(false);
    expect(await isGenuineBookKey(randomBytes(32), key)).toBe(false);
  });
});

describe('the key of the notebook', () => {
  const seed = fromHex('11'.repeat(32));
  const masterKey = fromHex('22'.repeat(32));

  test('is the same on every device that holds the identity', async () => {
    expect(toHex(await deriveNotebookKey(seed, masterKey))).toBe(
      'f9371ad66ab49548a78b15a7b20bddcd03bb0f8eb4943b64a4881fa55e702327',
    );
  });
  test('is another after a new beginning', async () => {
    const derived = await deriveNotebookKey(seed, masterKey);
    expect(await deriveNotebookKey(fromHex('12'.repeat(32)), masterKey)).not.toEqual(derived);
    expect(await deriveNotebookKey(seed, fromHex('23'.repeat(32)))).not.toEqual(derived);
  });
});
