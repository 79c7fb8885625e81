import { describe, expect, test } from 'vitest';
import { toHex } from './bytes.ts';
import { bitFlips, charFlips, vector, wordsInput } from './testing.ts';
import { checkWordsCommit, wordIndexes, wordsBytes, wordsCommit } from './words.ts';

const commit = await wordsCommit(wordsInput);

test('the worked example', async () => {
  expect(toHex(commit)).toBe(vector.words_commit);
  expect(toHex((await wordsBytes(wordsInput)).slice(0, 6))).toBe(vector.words_bits_48);
});

test('four words are the first 44 bits, eleven each', async () => {
  const bits = BigInt(`0x${vector.words_bits_48}`).toString(2).padStart(48, '0');
  const expected = [0, 11, 22, 33].map((from) => Number.parseInt(bits.slice(from, from + 11), 2));
  expect(await wordIndexes(wordsInput)).toEqual(expected);
});

describe('the commitment', () => {
  test('opens for what was committed to', async () => {
    expect(await checkWordsCommit(wordsInput, commit)).toBe(true);
  });
  test('cannot be opened with another nonce, fingerprint, call or proof', async () => {
    const others = [
      ...bitFlips(wordsInput.nonceClinician).map((nonceClinician) => ({ ...wordsInput, nonceClinician })),
      ...bitFlips(wordsInput.fingerprintClinician).map((fingerprintClinician) => ({
        ...wordsInput,
        fingerprintClinician,
      })),
      ...bitFlips(wordsInput.transcriptHash).map((transcriptHash) => ({ ...wordsInput, transcriptHash })),
      ...charFlips(wordsInput.callId).map((callId) => ({ ...wordsInput, callId })),
    ];
    for (const other of others) expect(await checkWordsCommit(other, commit)).toBe(false);
  });
  test('is not to be changed', async () => {
    for (const changed of bitFlips(commit)) expect(await checkWordsCommit(wordsInput, changed)).toBe(false);
  });
});

describe('somebody in between', () => {
  test('who shows each side another certificate makes the words differ', async () => {
    const honest = await wordIndexes(wordsInput);
    for (const fingerprintGuest of bitFlips(wordsInput.fingerprintGuest))
      expect(await wordIndexes({ ...wordsInput, fingerprintGuest })).not.toEqual(honest);
    for (const nonceGuest of bitFlips(wordsInput.nonceGuest))
      expect(await wordIndexes({ ...wordsInput, nonceGuest })).not.toEqual(honest);
  });
  test('cannot swap the roles', async () => {
    const swapped = {
      ...wordsInput,
      fingerprintClinician: wordsInput.fingerprintGuest,
      fingerprintGuest: wordsInput.fingerprintClinician,
    };
    expect(await wordIndexes(swapped)).not.toEqual(await wordIndexes(wordsInput));
  });
});
