/** What a valibot schema asks for, in a few words for a table. */

import type * as v from 'valibot';

export interface FieldWords {
  /** `clinician.userId`, `visits[].phase`. */
  readonly name: string;
  readonly words: string;
  readonly optional: boolean;
}

/** One row per field of an object schema, nested ones with their path. */
export function describeFields(schema: v.GenericSchema): readonly FieldWords[] {
  return entriesOf(schema).flatMap(([name, field]) => rowsOf(name, field));
}

function rowsOf(name: string, field: v.GenericSchema): readonly FieldWords[] {
  const { inner, optional, nullable } = unwrap(field);
  const item = Reflect.get(inner, 'item') as v.GenericSchema | undefined;
  const path = inner.type === 'array' ? `${name}[]` : name;
  const below = describeFields(item ?? inner).map((row) => ({ ...row, name: `${path}.${row.name}` }));
  const words =
    (item && below.length > 0 ? 'list of objects' : wordsOf(inner)) + (nullable ? ', or null' : '');
  return [{ name, words, optional }, ...below];
}

function unwrap(field: v.GenericSchema): { inner: v.GenericSchema; optional: boolean; nullable: boolean } {
  const wrapped = Reflect.get(field, 'wrapped') as v.GenericSchema | undefined;
  if (!wrapped) return { inner: field, optional: false, nullable: false };
  const { inner, optional, nullable } = unwrap(wrapped);
  return {
    inner,
    optional: optional || field.type === 'optional',
    nullable: nullable || field.type === 'nullable',
  };
}

function wordsOf(schema: v.GenericSchema): string {
  if (schema.type === 'picklist') {
    return (Reflect.get(schema, 'options') as string[]).map((option) => `\`${option}\``).join(', ');
  }
  if (schema.type === 'literal') return `\`${String(Reflect.get(schema, 'literal'))}\``;
  if (entriesOf(schema).length > 0) return 'object';
  const rules = (Reflect.get(schema, 'pipe') as readonly Rule[] | undefined) ?? [];
  const said = rules.map(ruleWords).filter((words) => words !== '');
  return [schema.type, ...said].join(', ');
}

interface Rule {
  readonly kind: string;
  readonly type: string;
  readonly requirement?: unknown;
  readonly name?: unknown;
}

function ruleWords({ type, requirement, name }: Rule): string {
  switch (type) {
    case 'integer':
      return 'integer';
    case 'max_length':
      return `at most ${String(requirement)} characters`;
    case 'min_length':
      return `at least ${String(requirement)} characters`;
    case 'min_value':
      return `from ${String(requirement)}`;
    case 'max_value':
      return `to ${String(requirement)}`;
    case 'regex':
      return `\`${String(requirement)}\``;
    case 'brand':
      return `\`${String(name)}\``;
    default:
      return '';
  }
}

function entriesOf(schema: v.GenericSchema): [string, v.GenericSchema][] {
  const entries: unknown = Reflect.get(schema, 'entries');
  return typeof entries === 'object' && entries
    ? (Object.entries(entries) as [string, v.GenericSchema][])
    : [];
}
