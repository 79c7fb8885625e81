import type { Questions } from '@sprechzimmer/protocol';
import { describe, expect, it } from 'vitest';
import {
  answersOf,
  askedBy,
  type Draft,
  draftOf,
  emptyDraft,
  faultIn,
  shownConsent,
  stepsOf,
} from './draft.ts';

const questions: Questions = {
  company: 'required',
  callback: 'optional',
  place: 'off',
  crisis: 'required',
  consent: 'required',
  consentText: { version: '1', de: 'Ich stimme zu.' },
};
const consent = { version: '1', language: 'de', hash: 'a'.repeat(64), at: 1 } as const;
const filled: Draft = {
  ...emptyDraft,
  alone: false,
  who: ' Meine Schwester ',
  callback: '  ',
  place: 'Lindenweg 1',
  crisis: 'Erst die Schwester anrufen',
  consent,
};

describe('what a patient is asked', () => {
  it('is what the practice wants, in one order for everybody', () => {
    expect(stepsOf('video', askedBy(questions))).toEqual([
      'door',
      'mirror',
      'company',
      'callback',
      'crisis',
      'consent',
      'name',
    ]);
    expect(stepsOf('chat', askedBy(undefined))).toEqual(['door', 'name']);
  });

  it('is no consent to a text that is not there', () => {
    const { consentText: _, ...without } = questions;
    expect(askedBy(without).map(({ question }) => question)).not.toContain('consent');
  });
});

describe('what is sent of it', () => {
  it('is what was asked and answered, and nothing that stands in other fields', () => {
    expect(answersOf(filled, askedBy(questions))).toEqual({
      company: { alone: false, who: 'Meine Schwester' },
      crisis: 'Erst die Schwester anrufen',
      consent,
    });
  });

  it('does not say that somebody is alone who has said nothing', () => {
    expect(answersOf(emptyDraft, askedBy(questions))).toEqual({});
    expect(answersOf({ ...emptyDraft, alone: true }, askedBy(questions))).toEqual({
      company: { alone: true },
    });
  });

  it('stands in the fields again for whoever is asked once more', () => {
    const given = answersOf(filled, askedBy(questions));
    expect(answersOf(draftOf('Kim', given), askedBy(questions))).toEqual(given);
  });
});

describe('what keeps somebody on a question', () => {
  const required = (question: 'company' | 'crisis' | 'consent') => ({ question, required: true });

  it('is a required answer that is missing', () => {
    expect(faultIn(required('company'), emptyDraft)).toBe('missing');
    expect(faultIn(required('crisis'), { ...emptyDraft, crisis: '   ' })).toBe('missing');
    expect(faultIn(required('consent'), emptyDraft)).toBe('missing');
    expect(faultIn(required('crisis'), filled)).toBeUndefined();
  });

  it('is an answer that was begun and not finished, also where it was optional', () => {
    expect(faultIn({ question: 'company', required: false }, { ...emptyDraft, alone: false })).toBe('who');
    expect(faultIn({ question: 'company', required: false }, emptyDraft)).toBeUndefined();
  });
});

describe('the consent text', () => {
  it('is shown in the language of the page, or in the only one there is', () => {
    const both = { version: '1', de: 'Ja.', en: 'Yes.' };
    expect(shownConsent(both, 'en')).toEqual({ version: '1', language: 'en', text: 'Yes.' });
    expect(shownConsent({ version: '1', de: 'Ja.' }, 'en')).toEqual({
      version: '1',
      language: 'de',
      text: 'Ja.',
    });
    expect(shownConsent({ version: '1' }, 'de')).toBeUndefined();
  });
});
