import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

/** Words decided against, by language, with the one that is said instead. Why: `docs/development/words.md`. */
const decided: Readonly<Record<'de' | 'en', readonly (readonly [refused: RegExp, instead: string])[]>> = {
  de: [
    [/Gegenüber(?!\p{L})/u, 'die andere Seite, oder der Name'],
    [/andere\p{L}* Person/u, 'die andere Seite, oder der Name'],
    [/(?<!\p{L})Leitung/u, 'Verbindung'],
    [/(?<!\p{L})Angaben?(?!\p{L})/u, 'Antworten'],
    [/rufen (?:Sie )?(?:bitte )?die Praxis an/iu, 'in der Praxis anrufen'],
    [/(?<!E-)\bMail/u, 'E-Mail'],
  ],
  en: [
    [/\bother person\b|\bperson you talk to\b/i, 'the other side, or the name'],
    [/\b(?:the|your) line\b/i, 'connection'],
    [/\bdetails\b|\bparticulars\b/i, 'answers'],
    [/\bstays good\b|\b(?:is|was) good for\b|\bno longer valid\b/i, 'works, still works, stops working'],
    [/(?<!e-)\bmail\b/i, 'e-mail'],
  ],
};

describe.each(['de', 'en'] as const)('one word for one thing: %s', (language) => {
  it.each(decided[language].map(([refused, instead]) => ({ refused, instead })))(
    'says “$instead”',
    async ({ refused }) => {
      const said = await texts(language);
      expect(said.length).toBeGreaterThan(500);
      expect(said.filter(({ text }) => refused.test(text)).map(({ key, text }) => `${key}: ${text}`)).toEqual(
        [],
      );
    },
  );
});

it('each of these words would be found', () => {
  const examples = {
    de: [
      'Ihr Gegenüber.',
      'der anderen Person',
      'Die Leitung',
      'Angaben',
      'rufen Sie die Praxis an',
      'Per Mail',
    ],
    en: ['the other person’s', 'The line is weak', 'your details', 'Your link stays good', 'By mail'],
  };
  for (const language of ['de', 'en'] as const)
    for (const [index, [refused]] of decided[language].entries())
      expect(examples[language][index]).toMatch(refused);
});

async function texts(language: 'de' | 'en') {
  const folder = join(import.meta.dirname, language);
  const catalogues = await Promise.all(
    readdirSync(folder).map(async (file) => {
      const parts: Record<string, unknown> = await import(join(folder, file));
      return Object.values(parts).flatMap((catalogue) =>
        Object.entries(Object(catalogue)).map(([key, text]) => ({
          key: `${file} ${key}`,
          text: String(text),
        })),
      );
    }),
  );
  return catalogues.flat();
}
