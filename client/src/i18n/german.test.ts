import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';

const folder = join(import.meta.dirname, 'de');

/** Every German text, by the name of its catalogue and its key. */
const texts = (
  await Promise.all(
    readdirSync(folder).map(async (file) => {
      const catalogues: Record<string, unknown> = await import(join(folder, file));
      return Object.values(catalogues).flatMap((catalogue) =>
        Object.entries(Object(catalogue)).map(([key, text]) => ({
          key: `${file} ${key}`,
          text: String(text).replace(/\{\w+\}/g, '…'),
        })),
      );
    }),
  )
).flat();

const sentences = (text: string) => text.split(/(?<=[.?:])\s+/);
const wordsOf = (sentence: string) => sentence.split(/\s+/).length;
const having = (pattern: RegExp) =>
  texts.filter(({ text }) => pattern.test(text)).map(({ key, text }) => `${key}: ${text}`);

describe('a German reader', () => {
  it('finds texts here at all', () => {
    expect(texts.length).toBeGreaterThan(500);
  });

  it('is addressed as “Sie”, and never as “du”', () => {
    expect(
      having(/(?<![\p{L}])(?:du|dich|dir|dein\p{L}*|euch|euer\p{L}*|ihr habt|ihr seid)(?![\p{L}])/iu),
    ).toEqual([]);
  });

  it('is no man by default', () => {
    const men =
      /(?<![\p{L}])(?:Patient|Patienten|Therapeut|Therapeuten|Arzt|Ärzte|Klient|Klienten|Benutzer|Nutzer|Teilnehmer|Administrator|Gesprächspartner|der Fremde|jeder, der)(?![\p{L}])/u;
    expect(having(men)).toEqual([]);
  });

  it('meets no word that has a plain one beside it', () => {
    const heavy =
      /(?<![\p{L}])(?:bzw|ggf|z\. ?B|etc|usw|durchführen|betätigen|klicken Sie hier|initialisier\p{L}*|authentifizier\p{L}*|authentisier\p{L}*|Session|Device|Token|Key|Account|Timeout|Fehlercode|Error)(?![\p{L}])/iu;
    expect(having(heavy)).toEqual([]);
  });

  it('is never shouted at, never winked at', () => {
    expect(having(/!|\p{Extended_Pictographic}/u)).toEqual([]);
  });

  it('can take in each sentence in one breath', () => {
    const long = texts.flatMap(({ key, text }) =>
      sentences(text)
        .filter((sentence) => wordsOf(sentence) > 26)
        .map((sentence) => `${key} (${wordsOf(sentence)}): ${sentence}`),
    );
    expect(long).toEqual([]);
  });
});
