import { Attachment, EncryptedAttachment, initAsync } from '@matrix-org/matrix-sdk-crypto-wasm';
import { fromBase64, fromUtf8, randomBytes, utf8 } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  describeLock,
  type FileLock,
  FileLockSchema,
  lockFile,
  NotAsSent,
  unlockFile,
} from './attachment.ts';

/** The vectors that Matrix clients share (matrix-encrypt-attachment, test/decrypt.Spec.js): ciphertext, lock, plaintext. */
const ones = { k: '__________________________________________8', iv: '//////////8AAAAAAAAAAA' };
const vectors = [
  {
    k: 'AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA',
    iv: 'AAAAAAAAAAAAAAAAAAAAAA',
    hash: '47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU',
    sent: '',
    said: '',
  },
  {
    ...ones,
    hash: 'YzF08lARDdOCzJpzuSwsjTNlQc4pHxpdHcXiD/wpK6k',
    sent: '5xJZTt5cQicm+9f4',
    said: 'Hello, World',
  },
  {
    ...ones,
    hash: 'IOq7/dHHB+mfHfxlRY5XMeCWEwTPmlf4cJcgrkf6fVU',
    sent: 'zhtFStAeFx0s+9L/sSQO+WQMtldqYEHqTxMduJrCIpnkyer09kxJJuA4K+adQE4w+7jZe/vR9kIcqj9rOhDR8Q',
    said: 'alphanumericallyalphanumericallyalphanumericallyalphanumerically',
  },
];

const lockOf = ({ k, iv, hash }: { k: string; iv: string; hash: string }): FileLock =>
  v.parse(FileLockSchema, {
    v: 'v2',
    key: { kty: 'oct', alg: 'A256CTR', k, ext: true, key_ops: ['encrypt', 'decrypt'] },
    iv,
    hashes: { sha256: hash },
  });

describe('files that other Matrix clients have encrypted', () => {
  test.each(vectors)('can be read: $said', async (vector) => {
    expect(fromUtf8(await unlockFile(fromBase64(vector.sent), lockOf(vector)))).toBe(vector.said);
  });

  beforeAll(() => initAsync());

  test('by the Matrix crypto library are read here, and those of here there', async () => {
    const plain = randomBytes(60_003);
    const theirs = Attachment.encrypt(plain);
    const lock = v.parse(FileLockSchema, JSON.parse(theirs.mediaEncryptionInfo ?? ''));
    expect(await unlockFile(new Uint8Array(theirs.encryptedData), lock)).toEqual(plain);

    const ours = await lockFile(plain);
    const read = Attachment.decrypt(
      new EncryptedAttachment(ours.ciphertext, JSON.stringify(describeLock(ours.lock))),
    );
    expect(new Uint8Array(read)).toEqual(plain);
  });
});

describe('a server that changes a file', () => {
  test('changes nothing that anybody gets to see: one bit anywhere is refused', async () => {
    const { ciphertext, lock } = await lockFile(utf8('a finding'));
    for (const at of [0, ciphertext.length - 1]) {
      const changed = ciphertext.slice();
      changed[at] = (changed[at] ?? 0) ^ 1;
      await expect(unlockFile(changed, lock)).rejects.toThrow(NotAsSent);
    }
    await expect(unlockFile(ciphertext.slice(1), lock)).rejects.toThrow(NotAsSent);
    expect(fromUtf8(await unlockFile(ciphertext, lock))).toBe('a finding');
  });

  test('gives nobody another file of the same visit instead', async () => {
    const [one, other] = await Promise.all([lockFile(utf8('mine')), lockFile(utf8('mine'))]);
    await expect(unlockFile(other.ciphertext, one.lock)).rejects.toThrow(NotAsSent);
  });
});

test('no two files share a key or a counter, and the counter has room to count', async () => {
  const locks = await Promise.all(
    Array.from({ length: 20 }, async () => (await lockFile(utf8('same'))).lock),
  );
  expect(new Set(locks.map(({ key }) => key.k)).size).toBe(20);
  expect(new Set(locks.map(({ iv }) => iv)).size).toBe(20);
  for (const { iv } of locks) expect([...fromBase64(iv).slice(8)]).toEqual(Array(8).fill(0));
});

test.each([
  ['an older version', { v: 'v1' }],
  ['another cipher', { key: { kty: 'oct', alg: 'A128CTR', k: ones.k } }],
  ['a short key', { key: { kty: 'oct', alg: 'A256CTR', k: 'AAAA' } }],
  ['no hash', { hashes: {} }],
])('a lock with %s is none', (_what, change) => {
  const lock = lockOf({ ...ones, hash: 'YzF08lARDdOCzJpzuSwsjTNlQc4pHxpdHcXiD/wpK6k' });
  expect(v.safeParse(FileLockSchema, lock).success).toBe(true);
  expect(v.safeParse(FileLockSchema, { ...lock, ...change }).success).toBe(false);
});
