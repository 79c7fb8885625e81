/** For tests: the style sheets as text, and what they declare. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface Declaration {
  readonly file: string;
  readonly line: number;
  readonly property: string;
  readonly value: string;
}

/** Every declaration of every sheet but the one of tokens. */
export function declarations(): readonly Declaration[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.css') && file !== 'tokens.css')
    .flatMap((file) => declarationsOf(file, read(file)));
}

export function declarationsOf(file: string, css: string): readonly Declaration[] {
  const bare = css.replace(/\/\*[\s\S]*?\*\//g, (comment) => comment.replace(/[^\n]/g, ' '));
  return [...bare.matchAll(/(?<=[{;]\s*)([a-z-]+):([^;{}]+)(?=[;}])/g)].map((found) => ({
    file,
    line: bare.slice(0, found.index).split('\n').length,
    property: found[1] ?? '',
    value: (found[2] ?? '').replace(/\s+/g, ' ').trim(),
  }));
}

/** The tokens by name, without their dashes; dark ones fall back on the light ones. */
export function tokens(): { readonly light: Tokens; readonly dark: Tokens } {
  const [light = '', dark = ''] = read('tokens.css').split('@media (prefers-color-scheme: dark)');
  const ofLight = namesAndValues(light);
  return { light: ofLight, dark: new Map([...ofLight, ...namesAndValues(dark.split('@media')[0] ?? '')]) };
}

export type Tokens = ReadonlyMap<string, string>;

function namesAndValues(css: string): Tokens {
  return new Map(
    [...css.matchAll(/--([a-z0-9-]+):\s*([^;]+);/g)].map(([, name = '', value = '']) => [name, value]),
  );
}

function read(file: string): string {
  return readFileSync(join(import.meta.dirname, file), 'utf8');
}
