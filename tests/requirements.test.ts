/** The page for auditors names tests: they exist, under that name. A test that was renamed is no proof of anything. */

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { sectionNames } from '../appservice/src/config/sections.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const page = readFileSync(join(root, 'docs/reference/requirements.md'), 'utf8');
const rows = page.split('\n').flatMap((line) => {
  const [, numbers, , shownBy, settings] = line.split('|').map((cell) => cell.trim());
  return numbers?.startsWith('R') ? [{ numbers, shownBy: shownBy ?? '', settings: settings ?? '' }] : [];
});

it('claims something, each requirement once', () => {
  const numbers = rows.flatMap((row) => row.numbers.split(', '));
  expect(numbers.length).toBeGreaterThan(15);
  expect(new Set(numbers).size).toBe(numbers.length);
});

describe.each(rows)('whoever is shown the proof of $numbers', ({ shownBy, settings }) => {
  it('finds the tests it names', () => {
    const named = [...shownBy.matchAll(/`([^`]+)`(?: “([^”]+)”)?/g)];
    expect(named.length).toBeGreaterThan(0);
    for (const [, file = '', title = ''] of named) {
      expect(existsSync(join(root, file)), file).toBe(true);
      expect(readFileSync(join(root, file), 'utf8'), file).toContain(title);
    }
  });

  it('finds the settings it depends on', () => {
    if (settings === 'none') return;
    const [, section = ''] = /^`([a-zA-Z]+)/.exec(settings) ?? [];
    expect(sectionNames).toContain(section);
  });
});
