/** `docs/reference/config.md`, made from the schema. */

import { stringify } from 'yaml';
import { ClinicianSchema } from './clinicians.ts';
import { settingsOf } from './sample.ts';
import { type SectionName, sectionNames, sections } from './sections.ts';
import { type AnySchema, defaultOf, notesOf } from './setting.ts';

/** Markdown, ends with a newline. */
export function renderReference(): string {
  return `${[intro, ...sectionNames.map(section)].join('\n\n')}\n`;
}

const intro = `# Settings of \`sprechzimmer.yaml\`

<!-- Made by: npx sprechzimmer config reference > docs/reference/config.md -->

One file says everything about a practice; it lies in the data folder and is read at each start. What is left out has
its default. \`npx sprechzimmer check\` names every mistake with its line. Secrets are in files of their own; paths of
files are relative to the data folder.`;

function section(name: SectionName): string {
  const { schema, says } = sections[name];
  const settings = name === 'clinicians' ? settingsOf(ClinicianSchema) : settingsOf(schema);
  return [
    `## \`${name}\``,
    says,
    ...(name === 'clinicians' ? ['Each entry of the list:'] : []),
    table(settings),
  ].join('\n\n');
}

function table(settings: readonly (readonly [string, AnySchema])[]): string {
  const rows = settings.map(([key, schema]) => {
    const notes = notesOf(schema);
    const fallback = defaultOf(schema);
    const example = notes?.example;
    const shown =
      fallback === undefined
        ? example === undefined
          ? 'none'
          : `none; for example ${code(example)}`
        : code(fallback);
    return `| \`${key}\` | ${cell(notes?.says ?? '')} | ${cell(notes?.expected ?? '')} | ${shown} |`;
  });
  return ['| setting | meaning | expected | default |', '|---|---|---|---|', ...rows].join('\n');
}

function code(value: unknown): string {
  return `\`${cell(stringify(value, { collectionStyle: 'flow', lineWidth: 0 }).trim())}\``;
}

function cell(text: string): string {
  return text.replaceAll('|', '\\|');
}
