import { readFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { parseConfig } from './read.ts';
import { renderReference } from './reference.ts';
import { renderSample, settingsOf, startingValues } from './sample.ts';
import { sectionNames, sections } from './sections.ts';
import { defaultOf, notesOf } from './setting.ts';

const sample = renderSample(startingValues());
const root = new URL('../../../', import.meta.url);

/** Every setting outside the list of clinicians. */
const settings = sectionNames.flatMap((name) =>
  settingsOf(sections[name].schema).map(([key, schema]) => ({ name, key, schema })),
);

describe('the sample an admin begins with', () => {
  it('explains every setting there is', () => {
    expect(settings.length).toBeGreaterThan(30);
    for (const { key, schema } of settings) {
      expect(notesOf(schema)?.says, key).toMatch(/\.$/);
      expect(sample).toMatch(new RegExp(`^ {2}(?:# )?${key}:`, 'm'));
    }
  });

  it('shows defaults and examples that are right: every comment can be switched on', () => {
    const keys = settings.map(({ key }) => key).join('|');
    const on = sample
      .replace(/^ {2}# (?:user|name): .*\n/gm, '')
      .replace(
        new RegExp(`^ {2}# ((?:${keys}):(?: .*)?|  - .*|  (?:de|en): .*|    phone: .*)$`, 'gm'),
        '  $1',
      )
      // A relay and passwords belong to TURN and PostgreSQL, which are examples too.
      .replace(/^( {2}(?:database|databasePasswordFile|passwordFile):).*$/gm, '');
    const values: unknown = parse(on);
    expect(Object.keys(values ?? {})).toEqual(sectionNames);
    expect(() => parseConfig('sample', on)).not.toThrow();
  });

  it('has examples that pass their own check wherever there is no default', () => {
    for (const { name, key, schema } of settings) {
      if (defaultOf(schema) !== undefined) continue;
      expect(notesOf(schema)?.example, `${name}.${key}`).toBeDefined();
    }
  });

  it('has no line that a terminal would break', () => {
    for (const line of sample.split('\n')) expect(line.length).toBeLessThanOrEqual(120);
  });
});

describe('docs/reference/config.md', () => {
  it('says what the schema says (regenerate: npx sprechzimmer config reference > docs/reference/config.md)', async () => {
    expect(await readFile(new URL('docs/reference/config.md', root), 'utf8')).toBe(renderReference());
  });

  it('has a row for every setting', () => {
    const reference = renderReference();
    for (const { key } of settings) expect(reference).toContain(`| \`${key}\` |`);
  });
});
