/**
 * The four words of one leg, by commitment and opening (trust protocol version 1, section *Call*): whoever sat
 * between the two fingerprints would have to guess, and gets one guess in 2^44.
 *
 * ```
 * inviter                                   invited
 * nC, commit(fpC, nC)  ---- invite ---->
 *                      <--- answer -----    nG
 * nC                   ---- words ----->    checks the commitment
 *            words(nC, nG, fpC, fpG) on both sides
 * ```
 * The protocol calls the two sides C and G. Between equals the inviter takes the part of C.
 */

import {
  type Bytes,
  checkWordsCommit,
  fromHex,
  randomBytes,
  toHex,
  wordIndexes,
  wordsCommit,
} from '@sprechzimmer/protocol';

/** Indexes into a list of 2048 words; the screen has the lists. */
export type WordIndexes = readonly [number, number, number, number];

/** In which language they are read. The side that calls says it, so that both look at the same words. */
export const wordLists = ['de', 'en'] as const;
export type WordList = (typeof wordLists)[number];

export interface FourWords {
  readonly list: WordList;
  readonly indexes: WordIndexes;
}

/** What the words of a leg are about. */
export interface WordsSubject {
  /** `h`, 64 hexadecimal digits. */
  readonly transcriptHash: string;
  readonly callId: string;
}

const NONCE_BYTES = 16;

/** The inviter's part. */
export class InviterWords {
  readonly #subject: WordsSubject;
  readonly #fingerprint: Bytes;
  readonly #nonce: Bytes;

  /** @param fingerprint our own, 32 bytes */
  constructor(subject: WordsSubject, fingerprint: Bytes, nonce: Bytes = randomBytes(NONCE_BYTES)) {
    this.#subject = subject;
    this.#fingerprint = fingerprint;
    this.#nonce = nonce;
  }

  /** For the invite, hexadecimal. */
  async commit(): Promise<string> {
    return toHex(await wordsCommit(inviterInput(this.#subject, this.#fingerprint, this.#nonce)));
  }

  /** Only to be called once the answer is there: from here on our nonce is known. */
  async open(answer: { fingerprint: Bytes; nonce: string }): Promise<{ nonce: string; words: WordIndexes }> {
    const words = await wordIndexes({
      ...inviterInput(this.#subject, this.#fingerprint, this.#nonce),
      fingerprintGuest: answer.fingerprint,
      nonceGuest: fromHex(answer.nonce),
    });
    return { nonce: toHex(this.#nonce), words };
  }
}

/** The invited side's part. */
export class InvitedWords {
  /** For the answer, hexadecimal. */
  readonly nonce: string;
  readonly #subject: WordsSubject;
  readonly #fingerprint: Bytes;
  readonly #invite: { readonly fingerprint: Bytes; readonly commit: string };

  /** @param fingerprint our own, 32 bytes */
  constructor(
    subject: WordsSubject,
    fingerprint: Bytes,
    invite: { readonly fingerprint: Bytes; readonly commit: string },
    nonce: Bytes = randomBytes(NONCE_BYTES),
  ) {
    this.#subject = subject;
    this.#fingerprint = fingerprint;
    this.#invite = invite;
    this.nonce = toHex(nonce);
  }

  /** Undefined when what was opened is not what was committed to: somebody has changed their mind on the way. */
  async check(openedNonce: string): Promise<WordIndexes | undefined> {
    const input = inviterInput(this.#subject, this.#invite.fingerprint, fromHex(openedNonce));
    if (!(await checkWordsCommit(input, fromHex(this.#invite.commit)))) return undefined;
    return wordIndexes({
      ...input,
      fingerprintGuest: this.#fingerprint,
      nonceGuest: fromHex(this.nonce),
    });
  }
}

function inviterInput({ transcriptHash, callId }: WordsSubject, fingerprint: Bytes, nonce: Bytes) {
  return {
    transcriptHash: fromHex(transcriptHash),
    callId,
    fingerprintClinician: fingerprint,
    nonceClinician: nonce,
  };
}
