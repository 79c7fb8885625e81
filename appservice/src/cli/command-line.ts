/** What was asked for on the command line. */

import { parseArgs } from 'node:util';
import { nearest } from '../config/nearest.ts';
import { exitCodes, Trouble } from '../setup/trouble.ts';
import help from './help.json' with { type: 'json' };

export type CommandName = Exclude<keyof typeof help, ''> | InternalCommand;

/** Started by `start` itself; not for people. */
export type InternalCommand = 'appservice' | 'front';

export type Asked =
  | { readonly kind: 'help'; readonly text: string }
  | { readonly kind: 'version' }
  | {
      readonly kind: 'run';
      readonly command: CommandName;
      /** What follows the command and is no option. */
      readonly operands: readonly string[];
      readonly options: Options;
    };

export interface Options {
  readonly data?: string;
  readonly json?: boolean;
  readonly print?: boolean;
  readonly 'server-name'?: string;
  readonly 'public-url'?: string;
  readonly practice?: string;
  readonly display?: string;
  readonly pages?: string;
  readonly manifest?: string;
  readonly day?: string;
  readonly state?: string;
  readonly clinician?: string;
  readonly yes?: boolean;
  readonly out?: string;
  readonly at?: string;
  readonly for?: string;
  readonly kind?: string;
  readonly 'end-conversation'?: boolean;
}

type OptionName = keyof Options;

/** @param argv without program and script @throws Trouble for a command line that cannot be understood */
export function readCommandLine(argv: readonly string[]): Asked {
  const { values, positionals } = parse(argv);
  const command = commandOf(positionals);
  if (values.help === true || (command === undefined && values.version !== true))
    return { kind: 'help', text: helpText(command) };
  if (values.version === true) return { kind: 'version' };
  if (command === undefined) return { kind: 'help', text: helpText(undefined) };

  const { help: _help, version: _version, ...options } = values;
  const allowed = allowedOptions[command];
  const foreign = optionNames.find((name) => options[name] !== undefined && !allowed.includes(name));
  if (foreign !== undefined) throw usage(`${command} takes no --${foreign}.`, command);
  const operands = positionals.slice(command.split(' ').length);
  const wanted = neededOperand[command];
  const surplus = operands[wanted === undefined && !takesOperand.includes(command) ? 0 : 1];
  if (surplus !== undefined) throw usage(`${command} does not know what to do with “${surplus}”.`, command);
  if (wanted !== undefined && operands.length === 0) throw usage(`${command} needs ${wanted}.`, command);
  return { kind: 'run', command, operands, options };
}

/** A wrong command line, with the way to the right one. */
export function usage(says: string, command?: CommandName): Trouble {
  const more = command === undefined || isInternal(command) ? '' : `${command} `;
  return new Trouble(exitCodes.usage, `${says} See: npx sprechzimmer ${more}--help`);
}

const flags = {
  data: { type: 'string' },
  json: { type: 'boolean' },
  print: { type: 'boolean' },
  'server-name': { type: 'string' },
  'public-url': { type: 'string' },
  practice: { type: 'string' },
  display: { type: 'string' },
  pages: { type: 'string' },
  manifest: { type: 'string' },
  day: { type: 'string' },
  state: { type: 'string' },
  clinician: { type: 'string' },
  yes: { type: 'boolean' },
  out: { type: 'string' },
  at: { type: 'string' },
  for: { type: 'string' },
  kind: { type: 'string' },
  'end-conversation': { type: 'boolean' },
} as const;

const optionNames: readonly OptionName[] = [
  'data',
  'json',
  'print',
  'server-name',
  'public-url',
  'practice',
  'display',
  'pages',
  'manifest',
  'day',
  'state',
  'clinician',
  'yes',
  'end-conversation',
  'at',
  'for',
  'kind',
  'out',
];

/** What has to follow these commands. */
const neededOperand: Readonly<Partial<Record<CommandName, string>>> = {
  'clinician add': 'the name of the clinician',
  'clinician password': 'the name of the clinician',
  compare: 'the address of a practice',
};

/** What may follow these. */
const takesOperand: readonly CommandName[] = ['purge'];

const allowedOptions: Readonly<Record<CommandName, readonly OptionName[]>> = {
  start: ['data', 'pages', 'json'],
  init: ['data', 'server-name', 'public-url', 'practice', 'print', 'json'],
  check: ['data', 'json'],
  doctor: ['data', 'json'],
  'clinician add': ['data', 'display', 'json'],
  'clinician password': ['data', 'json'],
  'config reference': ['json'],
  compare: ['manifest', 'json'],
  'export-evidence': ['data', 'out', 'json'],
  invite: ['data', 'clinician', 'at', 'for', 'kind', 'json'],
  purge: ['data', 'clinician', 'yes', 'end-conversation', 'json'],
  visits: ['data', 'day', 'state', 'clinician', 'json'],
  appservice: ['data'],
  front: ['data', 'pages'],
};

function parse(argv: readonly string[]) {
  try {
    return parseArgs({
      args: [...argv],
      allowPositionals: true,
      strict: true,
      options: {
        ...flags,
        help: { type: 'boolean', short: 'h' },
        version: { type: 'boolean', short: 'v' },
      },
    });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    const text = error instanceof Error ? error.message : '';
    const named = /'(--?[^\s'=]+)/.exec(text)?.[1] ?? 'an option';
    if (code === 'ERR_PARSE_ARGS_UNKNOWN_OPTION') {
      const meant = nearest(named.replace(/^-+/, ''), [...optionNames, 'help', 'version']);
      throw usage(`There is no option ${named}.${meant === undefined ? '' : ` Did you mean --${meant}?`}`);
    }
    throw usage(`${named} is not used like that.`);
  }
}

function commandOf(words: readonly string[]): CommandName | undefined {
  const [first, second] = words;
  if (first === undefined) return undefined;
  const candidates = [...commandNames, ...internal];
  const found =
    candidates.find((name) => name === `${first} ${second ?? ''}`) ??
    candidates.find((name) => name === first);
  if (found !== undefined) return found;
  const below = commandNames.filter((name) => name.startsWith(`${first} `));
  if (below.length > 0) throw usage(`${first} wants another word: ${below.join(', ')}.`);
  const meant = nearest(first, commandNames);
  throw usage(`There is no command ${first}.${meant === undefined ? '' : ` Did you mean ${meant}?`}`);
}

const internal: readonly InternalCommand[] = ['appservice', 'front'];

const commandNames = Object.keys(help).filter(
  (name): name is Exclude<keyof typeof help, ''> => name !== '' && name in help,
);

function isInternal(command: CommandName): command is InternalCommand {
  return command === 'appservice' || command === 'front';
}

function helpText(command: CommandName | undefined): string {
  return (command === undefined || isInternal(command) ? help[''] : help[command]).join('\n');
}
