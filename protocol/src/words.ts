/**
 * Commitment and bits of the four words both sides can read aloud.
 * Without the commitment, 44 bits fall to a birthday search in seconds. Trust protocol version 1, section *Call*.
 */

import { type Bytes, concat, equalBytes, lp } from './bytes.ts';
import { hmac, sha256 } from './mac.ts';

/** `fp`: SHA-256 DTLS certificate fingerprints, 32 bytes each; nonces of 16 bytes. */
export interface WordsInput {
  readonly transcriptHash: Bytes;
  readonly callId: string;
  readonly fingerprintClinician: Bytes;
  readonly fingerprintGuest: Bytes;
  readonly nonceClinician: Bytes;
  readonly nonceGuest: Bytes;
}

export type WordsCommitInput = Pick<
  WordsInput,
  'transcriptHash' | 'callId' | 'fingerprintClinician' | 'nonceClinician'
>;

export function wordsCommit(input: WordsCommitInput): Promise<Bytes> {
  return sha256(
    concat(
      lp('sprechzimmer/1 words commit'),
      lp(input.transcriptHash),
      lp(input.callId),
      lp(input.fingerprintClinician),
      lp(input.nonceClinician),
    ),
  );
}

export async function checkWordsCommit(input: WordsCommitInput, commit: Bytes): Promise<boolean> {
  return equalBytes(await wordsCommit(input), commit);
}

/** Four indexes of 11 bits each into a list of 2048 words. */
export async function wordIndexes(input: WordsInput): Promise<readonly [number, number, number, number]> {
  const bytes = await wordsBytes(input);
  let bits = 0n;
  for (const byte of bytes.slice(0, 6)) bits = (bits << 8n) | BigInt(byte);
  const at = (word: number) => Number((bits >> BigInt(48 - 11 * (word + 1))) & 0x7ffn);
  return [at(0), at(1), at(2), at(3)];
}

/** The MAC the words are read from. */
export function wordsBytes(input: WordsInput): Promise<Bytes> {
  return hmac(
    concat(input.nonceClinician, input.nonceGuest),
    concat(
      lp('sprechzimmer/1 words'),
      lp(input.transcriptHash),
      lp(input.callId),
      lp(input.fingerprintClinician),
      lp(input.fingerprintGuest),
    ),
  );
}
