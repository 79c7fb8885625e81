/** Where a message of Hydrogen's does not fit our schema, field by field. */

import { callSchemas } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { HydrogenMessage } from './envelope.ts';

export interface Differences {
  /** We want it, and they have none. */
  readonly missing: readonly string[];
  /** They send it, and we know none. */
  readonly unknown: readonly string[];
  /** Both have it, in another form. */
  readonly other: readonly string[];
}

export function differences({ type, content }: HydrogenMessage): Differences {
  const ours: Record<string, v.GenericSchema> = { ...callSchemas[type].entries };
  const theirs = new Map<string, unknown>(Object.entries(content));
  const names = Object.keys(ours);
  return {
    // What may be left out is not missing.
    missing: names.filter((name) => !theirs.has(name) && ours[name]?.type !== 'optional').sort(),
    unknown: [...theirs.keys()].filter((name) => !(name in ours)).sort(),
    other: Object.entries(ours)
      .filter(([name, schema]) => theirs.has(name) && !v.is(schema, theirs.get(name)))
      .map(([name]) => name)
      .sort(),
  };
}
