import { type Answers, consentHash, type Questions } from '@sprechzimmer/protocol';
import { describe, expect, it } from 'vitest';
import type { SeenConsent } from '../storage/desk-record.ts';
import { atLeast, beforeAdmission, lookAtAnswers } from './before-admission.ts';
import { consentTexts, knownConsents } from './consent-texts.ts';

const nothing = { company: 'off', callback: 'off', place: 'off', crisis: 'off', consent: 'off' } as const;
const consentText = { version: '2026-11', de: 'Ich stimme zu.', en: 'I agree.' };
const wanted: Questions = {
  ...nothing,
  place: 'required',
  crisis: 'optional',
  consent: 'required',
  consentText,
};

async function agreed(text = consentText.de, change: Partial<NonNullable<Answers['consent']>> = {}) {
  const hash = await consentHash('2026-11', 'de', text);
  return { version: '2026-11', language: 'de', hash, at: 1_794_823_000_000, ...change } as const;
}

/** What a desk keeps over its reloads. */
function memory() {
  let seenConsents: readonly SeenConsent[] = [];
  return {
    get seenConsents() {
      return seenConsents;
    },
    keepSeenConsents: async (seen: readonly SeenConsent[]) => {
      seenConsents = seen;
    },
  };
}

describe('what is missing before somebody is let in', () => {
  it('is everything required, before anything has been answered', async () => {
    const look = lookAtAnswers(wanted, await knownConsents(consentText), undefined);
    expect(look?.missing).toEqual(['place', 'consent']);
  });

  it('is nothing when everything required is there, whatever else is not', async () => {
    const given = { place: 'Lindenweg 1', consent: await agreed() };
    const look = lookAtAnswers(wanted, await knownConsents(consentText), given);
    expect(look?.missing).toEqual([]);
    expect(look?.consented?.text).toBe('Ich stimme zu.');
    expect(look?.otherConsent).toBe(false);
  });

  it('is the consent, when the patient was shown another text than the clinician', async () => {
    const given = { place: 'Lindenweg 1', consent: await agreed('Ich stimme der Weitergabe zu.') };
    const look = lookAtAnswers(wanted, await knownConsents(consentText), given);
    expect(look).toMatchObject({ missing: ['consent'], otherConsent: true, consented: undefined });
  });

  it('is the consent, when it calls the text by another version or language than it is', async () => {
    const known = await knownConsents(consentText);
    for (const change of [{ version: '2025-01' }, { language: 'en' } as const]) {
      const look = lookAtAnswers(wanted, known, { place: 'x', consent: await agreed(undefined, change) });
      expect(look?.missing).toEqual(['consent']);
    }
  });

  it('does not matter where the practice asks nothing', () => {
    expect(lookAtAnswers(undefined, new Map(), undefined)).toBeUndefined();
    expect(lookAtAnswers(nothing, new Map(), {})).toBeUndefined();
  });

  it('hides no answer that was given to a question which is asked no more', () => {
    expect(lookAtAnswers(nothing, new Map(), { place: 'Lindenweg 1' })?.asked).toEqual(['place']);
  });
});

describe('a desk that has been open since before the text was changed', () => {
  it('asks the practice for the new one, once, and then lets in', async () => {
    let asked = 0;
    const before = beforeAdmission(
      { before: { ...wanted, consentText: { version: '1', de: 'Alt.' } } },
      async () => {
        asked += 1;
        return { before: wanted };
      },
      memory(),
    );
    const given = { place: 'x', consent: await agreed() };
    expect(before.look(given)?.missing).toEqual(['consent']);
    before.meet(given.consent);
    before.meet(given.consent);
    await expect.poll(() => before.look(given)?.missing).toEqual([]);
    expect(asked).toBe(1);
  });

  it('still knows what was agreed to under the old one', async () => {
    const later = { ...wanted, consentText: { version: '2027-01', de: 'Neu.' } };
    const before = beforeAdmission({ before: wanted }, async () => ({ before: later }), memory());
    const given = { place: 'x', consent: await agreed() };
    await expect.poll(() => before.look(given)?.missing).toEqual([]);
    before.meet(
      await agreed('Neu.', { version: '2027-01', hash: await consentHash('2027-01', 'de', 'Neu.') }),
    );
    await expect.poll(() => before.look({})?.missing).toEqual(['place', 'consent']);
    expect(before.look(given)?.consented?.text).toBe('Ich stimme zu.');
  });

  it('lets nobody in while the server does not answer', async () => {
    const before = beforeAdmission(
      { before: { ...wanted, consentText: undefined } },
      () => Promise.reject(new Error('no answer')),
      memory(),
    );
    const given = { place: 'x', consent: await agreed() };
    before.meet(given.consent);
    await Promise.resolve();
    expect(before.look(given)?.missing).toEqual(['consent']);
  });
});

describe('a server that shows the patient another text, and the desk the same one afterwards', () => {
  const foreign = { version: consentText.version, de: 'Ich stimme der Weitergabe zu.' };
  const lying = { ...wanted, consentText: foreign };
  const deceived = async () => ({ place: 'x', consent: await agreed(foreign.de) });
  const refused = { missing: ['consent'], consented: undefined, otherConsent: true, twoTexts: true };

  it('does not have it taken for the text of that version', async () => {
    const kept = memory();
    const first = { ...wanted, consentText: { version: consentText.version, de: consentText.de } };
    // A language that was not there before is new, and shows that the lie beside it has been heard.
    const later = { ...wanted, consentText: { ...foreign, en: consentText.en } };
    const before = beforeAdmission({ before: first }, async () => ({ before: later }), kept);
    const given = await deceived();
    before.meet(given.consent);
    const english = await consentHash(consentText.version, 'en', consentText.en);
    const consent = await agreed(undefined, { language: 'en', hash: english });
    await expect.poll(() => before.look({ place: 'x', consent })?.missing).toEqual([]);
    expect(before.look(given)).toMatchObject(refused);
    const honest = { place: 'x', consent: await agreed() };
    expect(before.look(honest)).toMatchObject({ missing: [], otherConsent: false, twoTexts: false });
    expect(kept.seenConsents.map(({ hash }) => hash)).not.toContain(given.consent.hash);
  });

  it('does not have it taken by a desk that was reloaded in between either', async () => {
    const kept = memory();
    const honest = { place: 'x', consent: await agreed() };
    const morning = beforeAdmission({ before: wanted }, async () => ({ before: wanted }), kept);
    await expect.poll(() => morning.look(honest)?.missing).toEqual([]);
    let asked = 0;
    const later = { ...lying, consentText: { ...foreign, version: '2027-01' } };
    const afternoon = beforeAdmission(
      { before: lying },
      async () => {
        asked += 1;
        return { before: later };
      },
      kept,
    );
    const given = await deceived();
    afternoon.meet(given.consent);
    // A new name brings a new text, and shows that everything before it has been heard.
    const renamed = { version: '2027-01', hash: await consentHash('2027-01', 'de', foreign.de) };
    const consent = await agreed(foreign.de, renamed);
    await expect.poll(() => afternoon.look({ place: 'x', consent })?.missing).toEqual([]);
    expect(asked).toBe(1);
    expect(afternoon.look(given)).toMatchObject(refused);
  });

  it('cannot have the first text forgotten by naming many others in between', async () => {
    const kept = memory();
    await consentTexts(kept).learn(consentText);
    // Each time a desk that was loaded anew.
    for (let i = 0; i < 200; i += 1)
      await consentTexts(kept).learn({ version: `${i}`, de: 'Text', en: 'Text' });
    const texts = consentTexts(kept);
    await texts.learn(foreign);
    expect([...texts.known.value.values()]).toEqual([]);
    expect(texts.isSecondText(await agreed(foreign.de))).toBe(true);
    expect(kept.seenConsents).toHaveLength(402);
  });

  it('fills no memory by it: what is full takes nothing more, and nothing has to go', async () => {
    const kept = memory();
    const many = Array.from(
      { length: 3_999 },
      (_, i) => ({ version: `${i}`, language: 'de', hash: '0' }) as const,
    );
    await kept.keepSeenConsents(many);
    const texts = consentTexts(kept);
    await texts.learn(consentText);
    expect([kept.seenConsents.length, kept.seenConsents[0], kept.seenConsents.at(-1)?.language]).toEqual([
      4_000,
      many[0],
      'de',
    ]);
    // In this page it goes on to be known what both were.
    expect([...texts.known.value.values()].map(({ text }) => text)).toEqual([consentText.de, consentText.en]);
    await texts.learn({ ...foreign, en: 'I do.' });
    expect(texts.known.value.size).toBe(2);
  });
});

describe('a server that takes back what is required, when it is asked again', () => {
  it('opens no door by that: consent that does not fit is still missing, and so is everything else', async () => {
    let asked = 0;
    const softened: Questions = { ...nothing, consent: 'off' };
    for (const answer of [{ before: softened }, { before: undefined }]) {
      const before = beforeAdmission(
        { before: wanted },
        async () => {
          asked += 1;
          return answer;
        },
        memory(),
      );
      const given = { consent: await agreed('Ich stimme der Weitergabe zu.') };
      const seen = asked;
      before.meet(given.consent);
      await expect.poll(() => asked).toBe(seen + 1);
      await new Promise((resolve) => setImmediate(resolve));
      expect(before.look(given)?.missing).toEqual(['place', 'consent']);
    }
  });

  it('can ask for more: that counts at once', () => {
    expect(atLeast(nothing, wanted)).toEqual(wanted);
    expect(atLeast(wanted, { ...nothing, crisis: 'required' })).toMatchObject({
      place: 'required',
      crisis: 'required',
      consent: 'required',
    });
  });
});
