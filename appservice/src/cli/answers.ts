/** What each command answers to `--json`: one schema each. `docs/reference/command-line.md` is made from them. */

import * as v from 'valibot';
import { states } from '../doctor/finding.ts';
import help from './help.json' with { type: 'json' };
import { InviteAnswerSchema } from './invite-answer.ts';
import { PurgeAnswerSchema } from './purge-answer.ts';
import { VisitsAnswerSchema } from './visits-answer.ts';

/** Every command that people and scripts run. */
export type AnsweringCommand = Exclude<keyof typeof help, ''>;

export const answeringCommands: readonly AnsweringCommand[] = Object.keys(help).filter(
  (name): name is AnsweringCommand => name !== '' && name in help,
);

const ok = v.boolean();
const Accounts = v.array(
  v.strictObject({
    userId: v.string(),
    name: v.string(),
    /** Null where the account existed already: its password stays as it was. */
    password: v.nullable(v.string()),
  }),
);
const line = v.pipe(v.number(), v.integer(), v.minValue(0));

export const faultEntries = {
  /** From 1; 0 where no single line is to blame. */
  line,
  column: line,
  /** Dotted; empty for the file as a whole. */
  setting: v.string(),
  message: v.string(),
  /** What to do; empty where the message says it. */
  hint: v.string(),
} as const;

export const answerSchemas = {
  start: v.strictObject({
    ok,
    publicUrl: v.string(),
    desk: v.string(),
    fresh: v.boolean(),
    clinicians: Accounts,
  }),
  init: v.strictObject({
    ok,
    file: v.nullable(v.string()),
    made: v.boolean(),
    /** Only with `--print`. */
    sample: v.nullable(v.string()),
  }),
  check: v.strictObject({
    ok,
    file: v.string(),
    faults: v.array(v.strictObject(faultEntries)),
    notes: v.array(v.strictObject({ setting: v.string(), message: v.string() })),
  }),
  doctor: v.strictObject({
    ok,
    running: v.boolean(),
    checks: v.array(
      v.strictObject({
        area: v.string(),
        name: v.string(),
        state: v.picklist(states),
        why: v.string(),
        remedy: v.string(),
      }),
    ),
  }),
  'clinician add': v.strictObject({ ok, accounts: Accounts }),
  'clinician password': v.strictObject({ ok, accounts: Accounts }),
  'config reference': v.strictObject({ ok, markdown: v.string() }),
  compare: v.strictObject({
    ok,
    address: v.string(),
    filesCompared: v.pipe(v.number(), v.integer()),
    differences: v.array(
      v.strictObject({
        kind: v.picklist(['changed', 'missing', 'added', 'policy', 'no-manifest']),
        path: v.optional(v.string()),
        status: v.optional(v.pipe(v.number(), v.integer())),
      }),
    ),
  }),
  visits: VisitsAnswerSchema,
  purge: PurgeAnswerSchema,
  invite: InviteAnswerSchema,
  'export-evidence': v.strictObject({ ok, folder: v.string(), files: v.array(v.string()) }),
} as const satisfies Record<AnsweringCommand, v.GenericSchema>;

/** In place of an answer, when the command could not do what it was asked for. */
export const FailureSchema = v.strictObject({
  ok: v.literal(false),
  exitCode: v.pipe(v.number(), v.integer(), v.minValue(1)),
  /** A sentence, with the remedy. */
  message: v.string(),
  detail: v.array(v.string()),
  /** Where the configuration is to blame, else empty. */
  faults: v.array(v.strictObject(faultEntries)),
});

export type AnswerOf<Name extends AnsweringCommand> = v.InferInput<(typeof answerSchemas)[Name]>;
