/** Somebody who stands between two fingerprints, and wants the two people to read the same words all the same. */

import { type Bytes, fromHex, randomBytes, toHex, wordIndexes } from '@sprechzimmer/protocol';
import { expect } from 'vitest';
import { randomId } from '../../client/src/call/envelope.ts';
import { InvitedWords, InviterWords, type WordIndexes } from '../../client/src/call/words.ts';
import { callAttacks } from './attacks/call.ts';
import { attackOnPaper } from './stack/attack-test.ts';

/** Of 44. Each further bit doubles the search and nothing else. */
const searchedBits = 14;

attackOnPaper(callAttacks.attacks.searchWords, {
  async attempt(without) {
    const subject = { transcriptHash: toHex(randomBytes(32)), callId: randomId() };
    const [ofClinician, ofGuest, ofAttacker] = [randomBytes(32), randomBytes(32), randomBytes(32)];
    const facts = { transcriptHash: fromHex(subject.transcriptHash), callId: subject.callId };
    const wordsOf = (toClinician: boolean, nonceClinician: Bytes, nonceGuest: Bytes) =>
      wordIndexes({
        ...facts,
        fingerprintClinician: toClinician ? ofClinician : ofAttacker,
        fingerprintGuest: toClinician ? ofAttacker : ofGuest,
        nonceClinician,
        nonceGuest,
      });

    // The clinician calls. Without a commitment, what they committed to would stand in the invite.
    const clinicianNonce = randomBytes(16);
    const clinician = new InviterWords(subject, ofClinician, clinicianNonce);
    await clinician.commit();
    const shownAtOnce = without.length > 0 ? clinicianNonce : undefined;

    // The attacker calls the guest as the clinician, and has the guest's nonce.
    const ownNonce = randomBytes(16);
    const commit = await new InviterWords(subject, ofAttacker, ownNonce).commit();
    const guest = new InvitedWords(subject, ofGuest, { fingerprint: ofAttacker, commit });
    const guestNonce = fromHex(guest.nonce);
    const guestReads = await wordsOf(false, ownNonce, guestNonce);

    // The attacker answers the clinician as the guest: after a search, or blindly.
    const answer = shownAtOnce
      ? await search(guestReads, (nonce) => wordsOf(true, shownAtOnce, nonce))
      : randomBytes(16);
    const opened = await clinician.open({ fingerprint: ofAttacker, nonce: toHex(answer) });

    // Now that the clinician's nonce is known: another one for the guest, which would give the same words.
    const later = await search(opened.words, (nonce) => wordsOf(false, nonce, guestNonce));
    const changed = new InvitedWords(subject, ofGuest, { fingerprint: ofAttacker, commit }, guestNonce);
    return {
      clinicianReads: opened.words,
      guestReads: await guest.check(toHex(ownNonce)),
      guestReadsLater: await changed.check(toHex(later)),
    };
  },
  fails({ clinicianReads, guestReads, guestReadsLater }) {
    expect(guestReads).toBeDefined();
    expect(guestReads).not.toEqual(clinicianReads);
    expect(guestReadsLater).toBeUndefined();
  },
  succeeds({ clinicianReads, guestReads }) {
    expect(firstBits(guestReads)).toBe(firstBits(clinicianReads));
  },
});

/** A nonce whose words begin like these. */
async function search(wanted: WordIndexes, wordsOf: (nonce: Bytes) => Promise<WordIndexes>): Promise<Bytes> {
  const nonce = new Uint8Array(16);
  const counter = new DataView(nonce.buffer);
  for (let tries = 0; ; tries += 1) {
    counter.setUint32(0, tries);
    if (firstBits(await wordsOf(nonce)) === firstBits(wanted)) return nonce;
  }
}

function firstBits(words: WordIndexes | undefined): number | undefined {
  return words && ((words[0] << 11) | words[1]) >> (22 - searchedBits);
}
