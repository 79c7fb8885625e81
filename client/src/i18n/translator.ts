/** Typed texts: a key that does not exist, or a missing `{placeholder}`, is a type error. */

import { type Language, language } from './language.ts';

/** The `{names}` in a text. */
export type Placeholders<Text extends string> = Text extends `${string}{${infer Name}}${infer Rest}`
  ? Name | Placeholders<Rest>
  : never;

/** Another language of the same catalogue: same keys, any text. */
export type SameKeys<Catalogue> = { readonly [Key in keyof Catalogue]: string };

type Values<Text extends string> = [Placeholders<Text>] extends [never]
  ? []
  : [values: Readonly<Record<Placeholders<Text>, string | number>>];

/** Looks a text up in the language in use and fills its placeholders. */
export type Translator<Catalogue extends Record<string, string>> = <Key extends keyof Catalogue>(
  key: Key,
  ...values: Values<Catalogue[Key]>
) => string;

/** @param catalogues the German one is the original, whose keys and placeholders the types come from */
export function translator<const Catalogue extends Record<string, string>>(catalogues: {
  readonly de: Catalogue;
  readonly en: SameKeys<Catalogue>;
}): Translator<Catalogue> {
  const byLanguage: Record<Language, SameKeys<Catalogue>> = catalogues;
  return (key, ...[values]) => lastTouch.of(fill(byLanguage[language.value][key], values));
}

/** Goes over every text before it is shown: nothing does but the preview, which lengthens and mirrors them all. */
export const lastTouch = { of: (text: string) => text };

/** Replaces each `{name}` that has a value. */
export function fill(text: string, values?: Readonly<Record<string, string | number>>): string {
  if (!values) return text;
  return text.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
