import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { firstSpoken, language, preferPracticeLanguage, startLanguage, switchLanguage } from './language.ts';
import { fill } from './translator.ts';

const root = { lang: '' };
let kept: Map<string, string>;

beforeEach(() => {
  kept = new Map();
  vi.stubGlobal('document', { documentElement: root });
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
});
afterEach(() => vi.unstubAllGlobals());

it('speaks the first language of the browser that it knows', () => {
  expect(firstSpoken(['tr-TR', 'en-GB', 'de'])).toBe('en');
  expect(firstSpoken(['DE-at'])).toBe('de');
  expect(firstSpoken(['den', 'eng'])).toBeUndefined();
});

it('speaks the language of the practice to a browser that asks for none it knows', () => {
  vi.stubGlobal('navigator', { languages: ['fr-FR'] });
  startLanguage();
  preferPracticeLanguage('en');
  expect([language.value, root.lang]).toEqual(['en', 'en']);
});

it('keeps what somebody has switched to over a reload, against browser and practice', () => {
  vi.stubGlobal('navigator', { languages: ['de-DE'] });
  startLanguage();
  switchLanguage('en');
  language.value = 'de';
  startLanguage();
  preferPracticeLanguage('de');
  expect([language.value, root.lang]).toEqual(['en', 'en']);
});

it('switches also where the browser refuses any storage', () => {
  vi.stubGlobal('navigator', { languages: ['de'] });
  vi.stubGlobal('sessionStorage', undefined);
  startLanguage();
  switchLanguage('en');
  expect(language.value).toBe('en');
});

it('puts a name with a dollar sign or braces in as it stands', () => {
  expect(fill('Gespräch mit {name}', { name: '$& {name}' })).toBe('Gespräch mit $& {name}');
  expect(fill('{toString}', {})).toBe('{toString}');
});
