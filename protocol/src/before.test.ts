import * as v from 'valibot';
import { describe, expect, it } from 'vitest';
import { AnswersSchema, consentHash } from './before.ts';

describe('the fingerprint of a consent text', () => {
  it('stays what it is, or a clinician would be told that every patient has read another text', async () => {
    expect(await consentHash('2026-11', 'de', 'Ich stimme zu.')).toBe(
      'a991a4cb97440b9e13dca25b6c687fa88bdd5985d8f4039a941b389128b1785a',
    );
  });

  it('is another for another text, another version and another language', async () => {
    const all = await Promise.all([
      consentHash('1', 'de', 'a'),
      consentHash('1', 'de', 'b'),
      consentHash('2', 'de', 'a'),
      consentHash('1', 'en', 'a'),
      consentHash('1d', 'de', ''),
    ]);
    expect(new Set(all).size).toBe(all.length);
  });
});

describe('answers', () => {
  it('say who is there whenever somebody is', () => {
    expect(v.is(AnswersSchema, { company: { alone: true } })).toBe(true);
    expect(v.is(AnswersSchema, { company: { alone: false, who: 'Meine Schwester' } })).toBe(true);
    expect(v.is(AnswersSchema, { company: { alone: false } })).toBe(false);
    expect(v.is(AnswersSchema, { company: { alone: false, who: '   ' } })).toBe(false);
  });

  it('are not passed off as given by being empty, and carry nothing but what was asked', () => {
    expect(v.is(AnswersSchema, { callback: ' ' })).toBe(false);
    expect(v.is(AnswersSchema, { place: 'x'.repeat(201) })).toBe(false);
    expect(v.is(AnswersSchema, { diary: 'x' })).toBe(false);
  });
});
