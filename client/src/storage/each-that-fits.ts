/** A stored list, entry by entry: one that this page does not understand takes no other one with it. */

import * as v from 'valibot';

/** @returns what fits the schema; nothing of what is no list */
export function eachThatFits<S extends v.GenericSchema>(schema: S, stored: unknown): v.InferOutput<S>[] {
  if (!Array.isArray(stored)) return [];
  return stored.flatMap((entry: unknown) => {
    const read = v.safeParse(schema, entry);
    return read.success ? [read.output] : [];
  });
}
