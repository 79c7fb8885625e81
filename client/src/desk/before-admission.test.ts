import { type Answers, consentHash, type Questions } from '@sprechzimmer/protocol';
import { describe, expect, it } from 'vitest';
import { beforeAdmission, knownConsents, lookAtAnswers } from './before-admission.ts';

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
    );
    const given = { place: 'x', consent: await agreed() };
    expect(before.look(given)?.missing).toEqual(['consent']);
    before.meet(given.consent);
    before.meet(given.consent);
    await expect.poll(() => before.look(given)?.missing).toEqual([]);
    expect(asked).toBe(1);
  });

  it('still knows what was agreed to under the old one', async () => {
    const before = beforeAdmission({ before: wanted }, async () => ({
      before: { ...wanted, consentText: { version: '2027-01', de: 'Neu.' } },
    }));
    const given = { place: 'x', consent: await agreed() };
    await expect.poll(() => before.look(given)?.missing).toEqual([]);
    before.meet(
      await agreed('Neu.', { version: '2027-01', hash: await consentHash('2027-01', 'de', 'Neu.') }),
    );
    await expect.poll(() => before.look({})?.missing).toEqual(['place', 'consent']);
    expect(before.look(given)?.consented?.text).toBe('Ich stimme zu.');
  });

  it('lets nobody in while the server does not answer', async () => {
    const before = beforeAdmission({ before: { ...wanted, consentText: undefined } }, () =>
      Promise.reject(new Error('no answer')),
    );
    const given = { place: 'x', consent: await agreed() };
    before.meet(given.consent);
    await Promise.resolve();
    expect(before.look(given)?.missing).toEqual(['consent']);
  });
});
