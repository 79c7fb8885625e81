/**
 * A language that nobody speaks: every text of the catalogues a third longer, in accented letters, written from right to
 * left. What is not in a catalogue, does not fit, or stays on the wrong side is seen at once.
 */

import { language } from '../src/i18n/language.ts';
import { lastTouch } from '../src/i18n/translator.ts';

export function showMirrored(on: boolean): void {
  document.documentElement.dir = on ? 'rtl' : 'ltr';
  lastTouch.of = on ? mirrored : (text) => text;
  // German is the longest there is so far.
  if (on) language.value = 'de';
}

/** Between an override and its end, so that Latin letters too run from right to left (Unicode UAX #9 §2.2). */
function mirrored(text: string): string {
  if (text.trim() === '') return text;
  const longer = text
    .replace(/[aeiouäöü]/gi, (vowel) => accented[vowel] ?? vowel + vowel)
    .replace(/\p{Letter}{14,}/gu, divided);
  return `\u202e${longer}\u202c`;
}

/** As whoever translates into a language of long words has to do it. */
function divided(word: string): string {
  return word.replace(/.{6}(?=.{5})/gu, '$&\u00ad');
}

const accented: Readonly<Record<string, string>> = {
  a: 'áà',
  e: 'éè',
  i: 'íì',
  o: 'óò',
  u: 'úù',
  A: 'Áà',
  E: 'Éè',
  I: 'Íì',
  O: 'Óò',
  U: 'Úù',
};
