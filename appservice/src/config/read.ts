/** From the text of `sprechzimmer.yaml` to a valid configuration, or to every fault in it. */

import { readFile } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import * as v from 'valibot';
import { type Existing, impossible, type Sound } from './combinations.ts';
import { ConfigFaults, type Fault, type Path, showPath } from './fault.ts';
import { LogoFault, readLogo } from './logo.ts';
import { nearest } from './nearest.ts';
import { type Config, sectionNames, sections } from './sections.ts';
import { type AnySchema, isSchema, notesOf } from './setting.ts';
import { isRecord, readSource, type Source } from './source.ts';

/**
 * @param file as errors shall name it
 * @throws ConfigFaults with all faults at once
 */
export function parseConfig(file: string, text: string, existing: Existing = {}): Config {
  const source = readSource(file, text);
  const faults: Fault[] = [];
  const add = (path: Path, says: string): void => {
    faults.push({ file, ...source.placeOf(path), path: showPath(path), says });
  };

  for (const { path, known } of unknownKeys(source)) add(path, unknownKey(String(path.at(-1)), known));
  if (colourIsComment.test(text))
    add(['practice', 'colour'], 'without quotation marks YAML takes a # for a comment. Write "#…".');

  const sound: Record<string, unknown> = {};
  for (const name of sectionNames) {
    const { schema } = sections[name];
    const given = source.value[name] ?? (name === 'clinicians' ? undefined : {});
    const parsed = v.safeParse(schema, given, { abortPipeEarly: true });
    if (parsed.success) sound[name] = parsed.output;
    else for (const { path, says } of issuesOf(schema, name, parsed.issues)) add(path, says);
  }

  for (const { path, says, because } of impossible(sound satisfies Sound, existing)) {
    const place = source.placeOf(source.has(path) ? path : (because ?? path));
    faults.push({ file, ...place, path: showPath(path), says });
  }

  if (faults.length > 0) throw new ConfigFaults(faults.sort((a, b) => a.line - b.line));
  return whole(sound);
}

/** @throws ConfigFaults, also when the file cannot be read */
export async function readConfig(file: string, existing: Existing = {}): Promise<Config> {
  let bytes: Uint8Array;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const missing = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    const says = missing
      ? 'there is no such file. Make one with: sprechzimmer init'
      : 'the file cannot be read. Give the account that runs Sprechzimmer the right to read it.';
    throw new ConfigFaults([{ file, line: 0, column: 0, path: '', says }]);
  }
  let text: string;
  try {
    text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    const says = 'the file is not UTF-8 text. Save it again with the encoding UTF-8.';
    throw new ConfigFaults([{ file, line: 0, column: 0, path: '', says }]);
  }
  const config = parseConfig(file, text, existing);
  await logoIsFit(file, text, config);
  return config;
}

const colourIsComment = /^[ \t]+colour:[ \t]+#[0-9a-f]{3,8}\b/im;

/** What only the file itself can tell. */
async function logoIsFit(file: string, text: string, { practice }: Config): Promise<void> {
  if (practice.logo === undefined) return;
  const path: Path = ['practice', 'logo'];
  try {
    await readLogo(resolve(dirname(file), practice.logo));
  } catch (error) {
    if (!(error instanceof LogoFault)) throw error;
    const place = readSource(file, text).placeOf(path);
    throw new ConfigFaults([{ file, ...place, path: showPath(path), says: error.message }]);
  }
}

/** Only called when no section had a fault: then all are there. */
function whole(sound: Record<string, unknown>): Config {
  const complete = v.object({
    practice: sections.practice.schema,
    web: sections.web.schema,
    homeserver: sections.homeserver.schema,
    clinicians: sections.clinicians.schema,
    invitations: sections.invitations.schema,
    visits: sections.visits.schema,
    files: sections.files.schema,
    before: sections.before.schema,
    waitingRoom: sections.waitingRoom.schema,
    after: sections.after.schema,
    retention: sections.retention.schema,
    turn: sections.turn.schema,
    call: sections.call.schema,
    store: sections.store.schema,
    limits: sections.limits.schema,
  });
  return v.parse(complete, sound);
}

interface Unknown {
  readonly path: Path;
  readonly known: readonly string[];
}

function unknownKeys(source: Source): readonly Unknown[] {
  const top = Object.keys(source.value)
    .filter((key) => !sectionNames.some((name) => name === key))
    .map((key) => ({ path: [key], known: sectionNames }));
  const inside = sectionNames.flatMap((name) => unknownIn(sections[name].schema, source.value[name], [name]));
  return [...top, ...inside];
}

function unknownIn(schema: AnySchema, value: unknown, path: Path): readonly Unknown[] {
  if (Array.isArray(value)) {
    const item = itemOf(schema);
    return item === undefined ? [] : value.flatMap((inner, at) => unknownIn(item, inner, [...path, at]));
  }
  const entries = entriesOf(schema);
  if (!isRecord(value) || entries === undefined) return [];
  const known = Object.keys(entries);
  return Object.entries(value).flatMap(([key, inner]) => {
    const entry = entries[key];
    return entry === undefined ? [{ path: [...path, key], known }] : unknownIn(entry, inner, [...path, key]);
  });
}

function unknownKey(key: string, known: readonly string[]): string {
  const meant = nearest(key, known);
  return meant === undefined
    ? `there is no such setting. Known here: ${known.join(', ')}.`
    : `there is no such setting. Did you mean \`${meant}\`?`;
}

function issuesOf(
  schema: AnySchema,
  name: string,
  issues: readonly v.BaseIssue<unknown>[],
): readonly { path: Path; says: string }[] {
  return issues
    .filter((issue) => !isUnknownKey(issue) || isInList(issue))
    .map((issue) => {
      // A list where a group belongs is reported as a group with the unknown key 0.
      if (isInList(issue)) {
        const path: Path = [
          name,
          ...(issue.path ?? [])
            .slice(0, -1)
            .map((item) => item.key)
            .filter(isPathPart),
        ];
        return { path, says: 'expected a group of settings, indented below; found a list.' };
      }
      const inner = (issue.path ?? []).map((item) => item.key).filter(isPathPart);
      const path: Path = [name, ...inner];
      const at = schemaAt(schema, inner);
      const notes = at === undefined ? undefined : notesOf(at);
      const expected = notes?.expected ?? 'a group of settings, indented below';
      return { path, says: `expected ${expected}; found ${found(issue.input, at)}.` };
    });
}

/** Reported by our own walk, with what was meant. */
function isUnknownKey(issue: v.BaseIssue<unknown>): boolean {
  return issue.type === 'strict_object' && issue.expected === 'never';
}

function isInList(issue: v.BaseIssue<unknown>): boolean {
  return isUnknownKey(issue) && Array.isArray(issue.path?.at(-1)?.input);
}

/** The kind of what stands there. Texts are not repeated: one might be a secret in the wrong place. */
function found(input: unknown, schema: AnySchema | undefined): string {
  if (input === undefined) return 'nothing';
  if (Array.isArray(input)) return input.length === 0 ? 'an empty list' : 'a list';
  if (typeof input === 'number') return String(input);
  if (typeof input === 'boolean') return String(input);
  if (typeof input !== 'string') return 'a group of settings';
  const words = schema === undefined ? undefined : wordsOf(schema);
  const meant = words === undefined ? undefined : nearest(input, words);
  if (meant !== undefined) return `another word (did you mean \`${meant}\`?)`;
  return input === ''
    ? 'an empty text'
    : words === undefined
      ? 'a text that is something else'
      : 'another word';
}

function schemaAt(schema: AnySchema, path: Path): AnySchema | undefined {
  const [first, ...rest] = path;
  if (first === undefined) return schema;
  const next = typeof first === 'number' ? itemOf(schema) : entriesOf(schema)?.[first];
  return next === undefined ? undefined : schemaAt(next, rest);
}

function bare(schema: AnySchema): AnySchema {
  return 'wrapped' in schema && isSchema(schema.wrapped) ? bare(schema.wrapped) : schema;
}

function entriesOf(schema: AnySchema): Record<string, AnySchema> | undefined {
  const inner = bare(schema);
  if (!('entries' in inner) || !isRecord(inner.entries)) return undefined;
  return Object.fromEntries(
    Object.entries(inner.entries).flatMap(([key, entry]) => (isSchema(entry) ? [[key, entry]] : [])),
  );
}

function itemOf(schema: AnySchema): AnySchema | undefined {
  const inner = bare(schema);
  return 'item' in inner && isSchema(inner.item) ? inner.item : undefined;
}

function wordsOf(schema: AnySchema): readonly string[] | undefined {
  const inner = bare(schema);
  if (!('options' in inner) || !Array.isArray(inner.options)) return undefined;
  return inner.options.filter((option): option is string => typeof option === 'string');
}

function isPathPart(key: unknown): key is string | number {
  return typeof key === 'string' || typeof key === 'number';
}
