import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type Declaration, declarations, declarationsOf, tokens } from './style-sheets.ts';

/** What belongs to the design system, and what a declaration of it may say. `0`, `auto` and keywords always may. */
const measured: readonly [properties: RegExp, foreign: RegExp, what: string][] = [
  [
    /./,
    /#[0-9a-f]{3,8}\b|\b(?:rgb|hsl|hwb|lab|lch|oklab|oklch|color)a?\(|\b(?:white|black|red|green|blue|gr[ae]y)\b/i,
    'a colour',
  ],
  [/^font-size$/, /\d(?:rem|px|pt|%|vw)/, 'a size of letters'],
  [/^font-weight$/, /\d/, 'a weight of letters'],
  [/^font-family$/, /"/, 'a typeface'],
  [
    /^(?:(?:row-|column-)?gap|(?:padding|margin)(?:-.+)?)$/,
    /[1-9]\d*(?:\.\d+)?(?:rem|px)|0\.\d+(?:rem|px)/,
    'a distance',
  ],
  [/^border(?:-.+)?-radius$/, /\d/, 'a corner'],
  [/^(?:transition|animation)(?:-.+)?$/, /\d(?:ms|s)\b/, 'a time of motion'],
];

/** `width`, `left`: they stay where they are when a language runs the other way. */
const physical =
  /^(?:(?:min-|max-)?(?:width|height)|(?:margin|padding)-(?:top|right|bottom|left)|(?:border|border-.+)-(?:top|right|bottom|left)(?:-.+)?|top|right|bottom|left)$/;

const ownMeasures = (list: readonly Declaration[]) =>
  list.flatMap(({ file, line, property, value }) =>
    measured
      .filter(([properties, foreign]) => properties.test(property) && foreign.test(withoutTokens(value)))
      .map(([, , what]) => `${file}:${line} has ${what} of its own: ${property}: ${value}`),
  );

const sideways = (list: readonly Declaration[]) =>
  list
    .filter(
      ({ property, value }) =>
        physical.test(property) ||
        (/^(?:text-align|float|clear)$/.test(property) && /\b(?:left|right)\b/.test(value)) ||
        // Four values name four sides: with a language from right to left two of them are wrong.
        (/^(?:margin|padding|inset)$/.test(property) && hasUnlikeSides(value)),
    )
    .map(({ file, line, property, value }) => `${file}:${line} ${property}: ${value}`);

describe('the look of every screen comes from one place', () => {
  it('so that a practice that changes its colour, or a reader their theme, changes it everywhere', () => {
    expect(ownMeasures(declarations())).toEqual([]);
  });

  it('and nothing is asked of it that it does not have', () => {
    const known = new Set([...tokens().light.keys()]);
    const unknown = declarations().flatMap(({ file, line, value }) =>
      [...value.matchAll(/var\(--([a-z0-9-]+)/g)]
        .map(([, name = '']) => name)
        .filter((name) => !known.has(name))
        .map((name) => `${file}:${line} --${name}`),
    );
    expect(unknown).toEqual([]);
  });

  it('and no screen writes styles of its own, which the content security policy would drop', () => {
    const folder = join(import.meta.dirname, '..');
    const own = readdirSync(folder, { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.tsx'))
      .filter((file) => /\sstyle=|#[0-9a-f]{6}\b/i.test(readFileSync(join(folder, file), 'utf8')));
    expect(own).toEqual([]);
  });

  it('in a language from right to left nothing stays on the wrong side', () => {
    expect(sideways(declarations())).toEqual([]);
  });

  it('and the browser’s own bar above a page has the colour of the page', () => {
    const client = join(import.meta.dirname, '../../..');
    const { light, dark } = tokens();
    for (const page of ['index.html', 'j/index.html', 'desk/index.html']) {
      const html = readFileSync(join(client, page), 'utf8');
      const bars = [...html.matchAll(/name="theme-color" content="(#[0-9a-f]{6})"/g)].map(
        ([, colour]) => colour,
      );
      expect(bars).toEqual([light.get('paper'), dark.get('paper')]);
    }
  });

  it('these rules would find what they look for', () => {
    const bad = declarationsOf(
      'x.css',
      'a { color: #fff; padding: 3px 0; font-size: 1.1rem; transition: color 10ms; border-radius: 4px }',
    );
    expect(ownMeasures(bad)).toHaveLength(5);
    const one = declarationsOf(
      'x.css',
      'a { margin-left: 0; width: 4rem; margin: 1em 2em 1em 0; text-align: right }',
    );
    expect(sideways(one)).toHaveLength(4);
    expect(sideways(declarationsOf('x.css', 'a { margin: 1em 2em 3em; inline-size: 3rem }'))).toEqual([]);
  });
});

/** What a token stands for is judged where the tokens are. */
function withoutTokens(value: string): string {
  return value.replace(/var\(--[a-z0-9-]+\)/g, '');
}

function hasUnlikeSides(value: string): boolean {
  const parts = value.match(/(?:\([^()]*(?:\([^()]*\)[^()]*)*\)|[^\s()])+/g) ?? [];
  return parts.length === 4 && parts[1] !== parts[3];
}
