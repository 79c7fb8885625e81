/** The commented `sprechzimmer.yaml`, made from the schema: what is said here is what is checked. */

import { stringify } from 'yaml';
import { ClinicianSchema } from './clinicians.ts';
import { type ConfigInput, sectionNames, sections } from './sections.ts';
import { type AnySchema, defaultOf, isSchema, notesOf } from './setting.ts';
import { isRecord } from './source.ts';

/** What a fresh installation says in so many words; everything else stands there as a comment. */
export function startingValues(serverName = 'sprechzimmer.localhost'): ConfigInput {
  return {
    practice: { name: 'Praxis', language: 'de' },
    web: { publicUrl: 'http://localhost:8480' },
    homeserver: { serverName },
    clinicians: [{ user: `@doktor:${serverName}`, name: 'Dr. Muster' }],
  };
}

/** Values that are given stand as settings, all others as comments with their default or an example. */
export function renderSample(values: ConfigInput): string {
  const blocks = sectionNames.map((name) => {
    const given: unknown = values[name];
    const head = [...comment(sections[name].says, ''), `${name}:`];
    if (name === 'clinicians') return [...head, ...cliniciansLines(given)].join('\n');
    const lines = settingsOf(sections[name].schema).flatMap(([key, schema], at) => [
      ...(at === 0 ? [] : ['']),
      ...settingLines(key, schema, isRecord(given) ? given[key] : undefined),
    ]);
    return [...head, ...lines].join('\n');
  });
  return `${[...intro, ...blocks].join('\n\n')}\n`;
}

/** The settings of a section, in order. */
export function settingsOf(schema: AnySchema): readonly (readonly [string, AnySchema])[] {
  if (!('entries' in schema) || !isRecord(schema.entries)) return [];
  return Object.entries(schema.entries).flatMap(([key, entry]) =>
    isSchema(entry) ? [[key, entry] as const] : [],
  );
}

const intro = [
  [
    '# The configuration of one practice.',
    '#',
    '# Lines that begin with # are comments. A setting in a comment shows its default, or an example where there is no',
    '# default; take the # away to change it. `sprechzimmer check` explains every mistake. Changes are read at the',
    '# next start. Secrets are not in here: they have files of their own.',
  ].join('\n'),
];

function settingLines(key: string, schema: AnySchema, given: unknown): readonly string[] {
  const notes = notesOf(schema);
  if (notes === undefined) throw new Error(`the setting ${key} has no notes`);
  const fallback = defaultOf(schema);
  const hint = fallback === undefined ? 'No default; for example:' : '';
  const said = [
    ...comment(notes.says, '  '),
    ...comment(`Expected: ${notes.expected}. ${hint}`.trim(), '  '),
  ];
  return [...said, ...valueLines(key, given ?? fallback ?? notes.example, given === undefined)];
}

function valueLines(key: string, value: unknown, asComment: boolean): readonly string[] {
  return stringify({ [key]: value }, { lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line) => `  ${asComment ? '# ' : ''}${line}`);
}

function cliniciansLines(given: unknown): readonly string[] {
  const notes = settingsOf(ClinicianSchema).flatMap(([key, schema]) =>
    comment(`${key}: ${notesOf(schema)?.says ?? ''}`, '  '),
  );
  const list = stringify(given ?? [], { lineWidth: 0 })
    .trimEnd()
    .split('\n')
    .map((line) => `  ${line}`);
  return [...notes, ...list];
}

/** Breaks a text into comment lines of at most 110 columns. */
function comment(text: string, indent: string): readonly string[] {
  const lines: string[] = [];
  for (const word of text.split(' ')) {
    const last = lines.at(-1);
    if (last !== undefined && indent.length + last.length + word.length + 1 <= 110)
      lines[lines.length - 1] = `${last} ${word}`;
    else lines.push(`# ${word}`);
  }
  return lines.map((line) => `${indent}${line}`);
}
