/** Writes `docs/reference/command-line.md` from the help texts, the exit codes and the schemas of the answers. */

import type * as v from 'valibot';
import { describeFields } from '../http/schema-words.ts';
import { type ExitCode, exitCodeMeanings } from '../setup/trouble.ts';
import { type AnsweringCommand, answeringCommands, answerSchemas, FailureSchema } from './answers.ts';
import help from './help.json' with { type: 'json' };

/** The whole page. A test compares it with the file; `npx vitest run -u appservice/src/cli/reference` renews it. */
export function commandLineReference(): string {
  return [intro, code(help['']), exits(), json(), ...answeringCommands.map(section)]
    .join('\n\n')
    .concat('\n');
}

const intro = `# The command line

<!-- Made from appservice/src/cli/help.json, answers.ts and the exit codes in setup/trouble.ts. Do not edit by hand. -->

Everything an admin does is one command, \`npx sprechzimmer …\` in the project's folder. \`--help\` shows what follows here.`;

function exits(): string {
  const rows = Object.entries(exitCodeMeanings).map(([number, means]) => `| ${number} | ${means} |`);
  return ['## Exit codes', ['| code | means |', '|---|---|', ...rows].join('\n')].join('\n\n');
}

function json(): string {
  return [
    '## `--json`',
    'With `--json` a command writes exactly one JSON document to its standard output and nothing else; progress is not ' +
      'shown. `ok` says whether all is well, as the exit code does. Where a command could not do what it was asked for, ' +
      'a wrong command line included, this document takes the place of its own:',
    table(FailureSchema),
    code([JSON.stringify(exampleFailure, null, 2)], 'json'),
  ].join('\n\n');
}

const exampleFailure: v.InferInput<typeof FailureSchema> = {
  ok: false,
  exitCode: 4 satisfies ExitCode,
  message:
    'Nothing can be written to /srv/practice. Give this account the right to write there, or name another.',
  detail: [],
  faults: [],
};

function section(name: AnsweringCommand): string {
  return [`## \`${name}\``, code(help[name]), '**With `--json`**', table(answerSchemas[name])].join('\n\n');
}

function table(schema: v.GenericSchema): string {
  const rows = describeFields(schema).map(
    ({ name, words, optional }) => `| \`${name}\` | ${words} | ${optional ? '' : 'yes'} |`,
  );
  return ['| field | what | always |', '|---|---|---|', ...rows].join('\n');
}

const fence = '```';

function code(lines: readonly string[], language = ''): string {
  return [fence + language, ...lines, fence].join('\n');
}
