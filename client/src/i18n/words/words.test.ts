import { describe, expect, test } from 'vitest';
import { wordsDe } from './de.ts';
import { wordsEn } from './en.ts';

/** What must not be read aloud by somebody who is not well, whole or as a part of a word. */
const unfortunate = {
  de: /tod(?!o)|mord|krank|schmerz|angst|furcht|wund|blut|gift|waffe(?!l)|krieg|gewalt|sarg|grab|leiche|nackt|busen|droge|rausch|wein|bier|schnaps|kirch|gott|kreuz|teufel|engel|hass|zorn|trauer|klage|(?<!kl)opfer|schuld|streit|sturm|brand|feuer|strick|seil|gleis|turm$|bruch|dumm|fett|narr|hexe|straf|messer|klinge|nadel$|spritz|pille|tablett|arzt|klinik|gericht|polizei|^not$|waage|gewicht|kind|mutter|vater|baby(?!t)|brust|blind|taub|stumm|irre/i,
  en: /death|dead|^die(?!s)|kill|murd|illness|^sick|pain(?!t)|^fear|wound|blood|poison|^gun|knife|^war$|violen|grave(?!l)|coffin|^sex|nude|breast|^drug|drunk|^wine|^beer|church|^god|devil|^hate|grief|loss$|lonel|guilt|fight|^rope|^cliff|stupid|^fool|^witch|prison|^jail|razor|^pill$|clinic|police|suicid|hanging|^burn|weight|^thin$|^diet|^mad$|crazy|insan|mother|father|^child|^baby|blind|^deaf|^dumb|needle/i,
};

/** German and English letters that sound alike on a telephone are written alike. */
const sounds = {
  de: [
    ['sch', '$'],
    ['ch', '#'],
    [/ph|v/, 'f'],
    [/th|dt/, 't'],
    ['ck', 'k'],
    ['tz', 'z'],
    [/ai|ay|ey/, 'ei'],
    ['eu', 'oi'],
    ['qu', 'kw'],
    ['x', 'ks'],
    ['y', 'i'],
    ['ie', 'i'],
    ['c', 'k'],
    [/(?<=[aeiou])h(?=[^aeiou]|$)/, ''],
    [/(.)\1/, '$1'],
    [/d$/, 't'],
    [/b$/, 'p'],
    [/g$/, 'k'],
  ],
  en: [
    [/tch|ch/, '#'],
    ['sh', '$'],
    ['ph', 'f'],
    ['th', '%'],
    ['ck', 'k'],
    ['igh', 'y'],
    ['wh', 'w'],
    ['qu', 'kw'],
    ['x', 'ks'],
    [/d?ge/, 'je'],
    [/c(?=[eiy])/, 's'],
    ['c', 'k'],
    [/ea|ie|ei/, 'ee'],
    ['ai', 'ay'],
    ['ou', 'ow'],
    ['au', 'aw'],
    ['oo', 'u'],
    ['oa', 'o'],
    [/^kn|^gn/, 'n'],
    [/^wr/, 'r'],
    [/mb$/, 'm'],
    ['z', 's'],
    [/(?<=[^aeiou])e$/, ''],
    [/(.)\1/, '$1'],
  ],
} as const;

describe.each([
  { language: 'de', words: wordsDe, looks: /^[A-Z][a-z]{2,8}$/ },
  { language: 'en', words: wordsEn, looks: /^[a-z]{3,9}$/ },
] as const)('the words to compare: $language', ({ language, words, looks }) => {
  test('are 2048, for eleven bits each', () => {
    expect(words.length).toBe(2048);
    expect(new Set(words.map((word) => word.toLowerCase())).size).toBe(2048);
  });

  test('are short and have no letter that a keyboard or a telephone gets wrong', () => {
    expect(words.filter((word) => !looks.test(word))).toEqual([]);
  });

  test('are told apart by their first four letters', () => {
    expect(repeated(words.map((word) => word.toLowerCase().slice(0, 4).padEnd(4)))).toEqual([]);
  });

  test('are not taken for one another when one letter is misread', () => {
    expect(nearlyAlike(words.map((word) => word.toLowerCase()))).toEqual([]);
  });

  test('are not taken for one another when they are misheard', () => {
    expect(nearlyAlike(words.map((word) => spoken(word, language)))).toEqual([]);
  });

  test('hurt nobody', () => {
    expect(words.filter((word) => unfortunate[language].test(word))).toEqual([]);
  });
});

test('what is alike would be noticed', () => {
  expect(nearlyAlike(['kanne', 'tanne', 'gabel'])).toEqual(['kanne, tanne']);
  expect(nearlyAlike(['birne', 'birnen', 'brine'])).toHaveLength(2);
  expect(spoken('Vers', 'de')).toBe(spoken('Fers', 'de'));
  expect(spoken('write', 'en')).toBe(spoken('rite', 'en'));
});

function repeated(values: readonly string[]): string[] {
  return values.filter((value, at) => values.indexOf(value) !== at);
}

function spoken(word: string, language: 'de' | 'en'): string {
  return sounds[language].reduce<string>(
    (text, [from, to]) => text.replaceAll(new RegExp(from, 'g'), to.replace('$', to === '$' ? '$$$$' : '$')),
    word.toLowerCase(),
  );
}

/** Pairs that differ by one letter left out, put in, exchanged, or swapped with its neighbour. */
function nearlyAlike(words: readonly string[]): string[] {
  const byShortened = new Map<string, Set<string>>();
  const pairs = new Set<string>();
  const same = repeated(words).map((word) => `${word}, ${word}`);
  for (const word of words) {
    const shortened = [word, ...[...word].map((_, at) => word.slice(0, at) + word.slice(at + 1))];
    for (const key of shortened) {
      const others = byShortened.get(key) ?? new Set();
      for (const other of others) if (isNear(other, word)) pairs.add(`${other}, ${word}`);
      byShortened.set(key, others.add(word));
    }
  }
  return [...same, ...pairs];
}

function isNear(one: string, other: string): boolean {
  if (one === other) return false;
  const start = [...one].findIndex((letter, at) => letter !== other[at]);
  const from = start === -1 ? one.length : start;
  const [restOfOne, restOfOther] = [one.slice(from), other.slice(from)];
  return (
    restOfOne.slice(1) === restOfOther ||
    restOfOne === restOfOther.slice(1) ||
    restOfOne.slice(1) === restOfOther.slice(1) ||
    (restOfOne[0] === restOfOther[1] &&
      restOfOne[1] === restOfOther[0] &&
      restOfOne.slice(2) === restOfOther.slice(2))
  );
}
