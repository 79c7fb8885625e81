import { readFileSync } from 'node:fs';
import { fromHex } from '@sprechzimmer/protocol';
import { expect, test } from 'vitest';
import { InvitedWords, InviterWords } from './words.ts';

const vectors: Record<string, string> = JSON.parse(
  readFileSync(new URL('../../../protocol/vectors/v1.json', import.meta.url), 'utf8'),
);
const vector = (name: string) => vectors[name] ?? '';

const subject = { transcriptHash: vector('transcript_sha256'), callId: vector('call_id') };
const fpC = fromHex(vector('fp_clinician'));
const fpG = fromHex(vector('fp_guest'));
const inviter = () => new InviterWords(subject, fpC, fromHex(vector('words_nonce_c')));
const invited = (fingerprint = fpC, commit = vector('words_commit')) =>
  new InvitedWords(subject, fpG, { fingerprint, commit }, fromHex(vector('words_nonce_g')));

/** The first 44 of the 48 bits of the vector, eleven at a time. */
function expected(): number[] {
  const bits = BigInt(`0x${vector('words_bits_48')}`) >> 4n;
  return [33n, 22n, 11n, 0n].map((shift) => Number((bits >> shift) & 0x7ffn));
}

test('both sides read the words of the worked example', async () => {
  expect(await inviter().commit()).toBe(vector('words_commit'));
  const guest = invited();
  const opened = await inviter().open({ fingerprint: fpG, nonce: guest.nonce });
  expect(opened).toEqual({ nonce: vector('words_nonce_c'), words: expected() });
  expect(await guest.check(opened.nonce)).toEqual(expected());
});

test('whoever opens another nonce than they committed to is found out', async () => {
  expect(await invited().check('00'.repeat(16))).toBeUndefined();
});

test('whoever shows another certificate than they committed to is found out', async () => {
  expect(await invited(fpG).check(vector('words_nonce_c'))).toBeUndefined();
});

test('a commitment made for another call is worth nothing', async () => {
  const other = new InviterWords(
    { ...subject, callId: 'another-call' },
    fpC,
    fromHex(vector('words_nonce_c')),
  );
  expect(await invited(fpC, await other.commit()).check(vector('words_nonce_c'))).toBeUndefined();
});

test('somebody between the two makes them read different words', async () => {
  const fpMallory = fromHex('ee'.repeat(32));
  const seenByClinician = await inviter().open({ fingerprint: fpMallory, nonce: 'aa'.repeat(16) });
  const mallory = new InviterWords(subject, fpMallory);
  const guest = invited(fpMallory, await mallory.commit());
  const { nonce } = await mallory.open({ fingerprint: fpG, nonce: guest.nonce });
  expect(await guest.check(nonce)).not.toEqual(seenByClinician.words);
});

test('every call has words of its own', async () => {
  const [one, two] = [new InviterWords(subject, fpC), new InviterWords(subject, fpC)];
  expect(await one.commit()).not.toBe(await two.commit());
});
