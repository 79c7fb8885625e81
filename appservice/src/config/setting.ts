/** A setting of `sprechzimmer.yaml`: its schema, and beside it every word an admin reads about it. */

import * as v from 'valibot';

/** What an admin is told. The commented sample, the reference page and the error messages are made from this. */
export interface SettingNotes {
  /** One or two sentences: what it does, and when to change it. */
  readonly says: string;
  /** Completes "expected …": `a whole number of minutes from 0 to 1440`. */
  readonly expected: string;
  /** Shown where there is no default, or where the default says too little. */
  readonly example?: unknown;
  /** The value must never be printed, not even in an error. */
  readonly secret?: boolean;
}

export type AnySchema = v.GenericSchema<unknown, unknown>;

/** Attaches the notes to a schema. */
export function setting<const S extends v.GenericSchema<unknown, unknown>>(schema: S, notes: SettingNotes) {
  return v.pipe(schema, v.metadata({ notes }));
}

/** A whole number with a unit, within limits. `unit` as an admin says it: `minutes`. */
export function whole(unit: string, limits: { min: number; max: number }, says: string) {
  return setting(v.pipe(v.number(), v.integer(), v.minValue(limits.min), v.maxValue(limits.max)), {
    says,
    expected: `a whole number of ${unit} from ${limits.min} to ${limits.max}`,
  });
}

/** A line of text. */
export function text(maxLength: number, says: string, example?: string) {
  return setting(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(maxLength)), {
    says,
    expected: `a text of 1 to ${maxLength} characters`,
    ...(example === undefined ? {} : { example }),
  });
}

/** One of a few words. */
export function oneOf<const W extends readonly [string, ...string[]]>(words: W, says: string) {
  return setting(v.picklist(words), { says, expected: `one of ${words.join(', ')}` });
}

/** `true` or `false`. */
export function yesNo(says: string) {
  return setting(v.boolean(), { says, expected: 'true or false' });
}

/** A TCP port. */
export function port(says: string) {
  return setting(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(65_535)), {
    says,
    expected: 'a port number from 1 to 65535',
  });
}

/** Path of a file that holds one secret and nothing else. Relative paths start at the data folder. */
export function secretFile(says: string, example: string) {
  return setting(v.pipe(v.string(), v.minLength(1)), {
    says,
    expected: 'the path of a file that only its owner can read',
    example,
  });
}

/** The notes of a schema, also through `optional`. */
export function notesOf(schema: AnySchema): SettingNotes | undefined {
  if ('wrapped' in schema && isSchema(schema.wrapped)) return notesOf(schema.wrapped);
  const notes = v.getMetadata(schema)['notes'];
  return isNotes(notes) ? notes : undefined;
}

/** The value a setting has when the file says nothing. */
export function defaultOf(schema: AnySchema): unknown {
  return 'wrapped' in schema && 'default' in schema ? schema.default : undefined;
}

export function isSchema(value: unknown): value is AnySchema {
  return typeof value === 'object' && value !== null && 'kind' in value && value.kind === 'schema';
}

function isNotes(value: unknown): value is SettingNotes {
  return typeof value === 'object' && value !== null && 'says' in value && 'expected' in value;
}
