/** What a valibot schema asks for, in a few words for a table. */

import * as v from 'valibot';

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
  const item = schemaAt(inner, 'item');
  const path = inner.type === 'array' ? `${name}[]` : name;
  const below = describeFields(item ?? inner).map((row) => ({ ...row, name: `${path}.${row.name}` }));
  const words =
    (item && below.length > 0 ? 'list of objects' : wordsOf(inner)) + (nullable ? ', or null' : '');
  return [{ name, words, optional }, ...below];
}

function unwrap(field: v.GenericSchema): { inner: v.GenericSchema; optional: boolean; nullable: boolean } {
  const wrapped = schemaAt(field, 'wrapped');
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
    return listAt(schema, 'options')
      .map((option) => `\`${String(option)}\``)
      .join(', ');
  }
  if (schema.type === 'literal') return `\`${String(Reflect.get(schema, 'literal'))}\``;
  if (entriesOf(schema).length > 0) return 'object';
  const said = listAt(schema, 'pipe')
    .map(ruleWords)
    .filter((words) => words !== '');
  return [schema.type, ...said].join(', ');
}

function ruleWords(rule: unknown): string {
  const { type, requirement, name } = v.parse(RuleSchema, rule);
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
  if (typeof entries !== 'object' || entries === null) return [];
  return Object.entries(entries).filter((entry): entry is [string, v.GenericSchema] => isSchema(entry[1]));
}

function schemaAt(schema: v.GenericSchema, name: string): v.GenericSchema | undefined {
  const inner: unknown = Reflect.get(schema, name);
  return isSchema(inner) ? inner : undefined;
}

function listAt(schema: v.GenericSchema, name: string): readonly unknown[] {
  const list: unknown = Reflect.get(schema, name);
  return Array.isArray(list) ? list : [];
}

function isSchema(value: unknown): value is v.GenericSchema {
  return typeof value === 'object' && value !== null && Reflect.get(value, 'kind') === 'schema';
}

const RuleSchema = v.object({
  type: v.string(),
  requirement: v.optional(v.unknown()),
  name: v.optional(v.unknown()),
});
