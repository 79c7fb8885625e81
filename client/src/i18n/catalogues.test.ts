import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { alarmDe } from './de/alarm.ts';
import { beforeDe } from './de/before.ts';
import { compareDe } from './de/compare.ts';
import { dayDe } from './de/day.ts';
import { deskDe } from './de/desk.ts';
import { exposedDe } from './de/exposed.ts';
import { exposedDeskDe } from './de/exposed-desk.ts';
import { filesDe } from './de/files.ts';
import { keysDe } from './de/keys.ts';
import { lineDe } from './de/line.ts';
import { lostDe } from './de/lost.ts';
import { patientDe } from './de/patient.ts';
import { practiceDe } from './de/practice.ts';
import { sharedDe } from './de/shared.ts';
import { toolsDe } from './de/tools.ts';
import { troubleDe } from './de/trouble.ts';
import { wayDe } from './de/way.ts';
import { whenDe } from './de/when.ts';
import { alarmEn } from './en/alarm.ts';
import { beforeEn } from './en/before.ts';
import { compareEn } from './en/compare.ts';
import { dayEn } from './en/day.ts';
import { deskEn } from './en/desk.ts';
import { exposedEn } from './en/exposed.ts';
import { exposedDeskEn } from './en/exposed-desk.ts';
import { filesEn } from './en/files.ts';
import { keysEn } from './en/keys.ts';
import { lineEn } from './en/line.ts';
import { lostEn } from './en/lost.ts';
import { patientEn } from './en/patient.ts';
import { practiceEn } from './en/practice.ts';
import { sharedEn } from './en/shared.ts';
import { toolsEn } from './en/tools.ts';
import { troubleEn } from './en/trouble.ts';
import { wayEn } from './en/way.ts';
import { whenEn } from './en/when.ts';

type Texts = Readonly<Record<string, string>>;

const catalogues: readonly { name: string; de: Texts; en: Texts }[] = [
  { name: 'shared', de: sharedDe, en: sharedEn },
  { name: 'patient', de: patientDe, en: patientEn },
  { name: 'desk', de: deskDe, en: deskEn },
  { name: 'day', de: dayDe, en: dayEn },
  { name: 'alarm', de: alarmDe, en: alarmEn },
  { name: 'before', de: beforeDe, en: beforeEn },
  { name: 'compare', de: compareDe, en: compareEn },
  { name: 'exposed', de: exposedDe, en: exposedEn },
  { name: 'exposedDesk', de: exposedDeskDe, en: exposedDeskEn },
  { name: 'when', de: whenDe, en: whenEn },
  { name: 'files', de: filesDe, en: filesEn },
  { name: 'line', de: lineDe, en: lineEn },
  { name: 'lost', de: lostDe, en: lostEn },
  { name: 'keys', de: keysDe, en: keysEn },
  { name: 'practice', de: practiceDe, en: practiceEn },
  { name: 'tools', de: toolsDe, en: toolsEn },
  { name: 'way', de: wayDe, en: wayEn },
  { name: 'trouble', de: troubleDe, en: troubleEn },
];

/** The right words but for a slip of the pen: what must stand in no text of any language. */
const slips: readonly [string, RegExp][] = [
  ['nothing', /^\s*$/],
  ['an exclamation mark', /!/],
  ['a doubled space', / {2}/],
  ['space at an end', /^\s|\s$/],
  ['a straight quotation mark', /"/],
];

describe.each(catalogues)('texts: $name', ({ name, de, en }) => {
  it('says everything in both languages', () => {
    expect(Object.keys(en).sort()).toEqual(Object.keys(de).sort());
  });

  it('fills in the same names, times and numbers in both languages', () => {
    const placeholders = (text = '') => [...new Set(text.match(/\{\w+\}/g))].sort();
    for (const [key, text] of Object.entries(de))
      expect([key, placeholders(en[key])]).toEqual([key, placeholders(text)]);
  });

  it('keeps its tone and has no slips', () => {
    const bad = Object.entries({ ...prefixed('de', de), ...prefixed('en', en) }).flatMap(([key, text]) =>
      slips.filter(([, pattern]) => pattern.test(text)).map(([slip]) => `${key}: ${slip}`),
    );
    expect(bad).toEqual([]);
  });

  it('has no text that no screen shows', () => {
    const translator = `t${name.charAt(0).toUpperCase()}${name.slice(1)}`;
    const code = screens()
      .filter((file) => file.includes(translator))
      .join('\n');
    const unused = Object.keys(de).filter((key) => !isUsed(key, code));
    expect(unused).toEqual([]);
  });
});

/** Named whole, or by all but its last part, with the rest filled in: `stop.browser.${missing}`, `${stop}.title`. */
function isUsed(key: string, code: string): boolean {
  const parent = key.slice(0, key.lastIndexOf('.'));
  return code.includes(`'${key}'`) || code.includes(`\`${parent}.$`) || code.includes(`'${parent}'`);
}

function screens(): string[] {
  const folder = join(import.meta.dirname, '../ui');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !file.includes('.test.'))
    .map((file) => readFileSync(join(folder, file), 'utf8'));
}

function prefixed(language: string, texts: Texts): Texts {
  return Object.fromEntries(Object.entries(texts).map(([key, text]) => [`${language} ${key}`, text]));
}
