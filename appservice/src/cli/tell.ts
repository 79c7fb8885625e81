/** Gives a command's answer: words for a person or, with `--json`, one document for a machine. */

import * as v from 'valibot';
import type { Fault } from '../config/fault.ts';
import { type AnsweringCommand, type AnswerOf, answerSchemas, type FailureSchema } from './answers.ts';
import type { Options } from './command-line.ts';

export interface Answer<Name extends AnsweringCommand> {
  /** Without a newline at the end. */
  readonly text: string;
  readonly json: AnswerOf<Name>;
}

/** Call it once. What the document holds is held against its schema: it cannot say less, or more, than is documented. */
export function tell<Name extends AnsweringCommand>(
  name: Name,
  { json: asJson }: Options,
  { text, json }: Answer<Name>,
): void {
  if (asJson === true) writeJson(v.parse(answerSchemas[name], json));
  else console.log(text);
}

/** Whether a command line asks for JSON, also one that cannot be understood otherwise. */
export function wantsJson(argv: readonly string[]): boolean {
  const end = argv.indexOf('--');
  return (end === -1 ? argv : argv.slice(0, end)).includes('--json');
}

export function tellFailure(failure: v.InferInput<typeof FailureSchema>): void {
  writeJson(failure);
}

/** A fault in five columns. The first sentence says what is wrong, what follows says what to do. */
export function faultForMachines({ line, column, path, says }: Fault): AnswerOf<'check'>['faults'][number] {
  const [, message = says, hint = ''] = /^(.+?[.:?!]["“”)]?)\s+(\p{Lu}.*)$/su.exec(says) ?? [];
  return { line, column, setting: path, message, hint };
}

function writeJson(document: unknown): void {
  process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
}
