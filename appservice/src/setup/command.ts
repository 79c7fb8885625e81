/** Runs a program to its end. */

import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { remember } from './living.ts';

export interface Finished {
  /** Undefined when a signal ended it, or when there is no such program. */
  readonly code: number | undefined;
  /** The last lines it wrote, both streams together. */
  readonly tail: readonly string[];
}

export interface CommandOptions {
  readonly cwd?: string;
  readonly env?: NodeJS.ProcessEnv;
  readonly onLine?: (line: string) => void;
  /** Written to its standard input. */
  readonly input?: string;
}

/** Never throws: a missing program has no code. */
export function runCommand(
  program: string,
  args: readonly string[],
  { cwd, env, onLine, input }: CommandOptions = {},
): Promise<Finished> {
  return new Promise((resolve) => {
    const tail: string[] = [];
    const keep = (line: string): void => {
      tail.push(line);
      if (tail.length > tailLines) tail.shift();
      onLine?.(line);
    };
    const child = spawn(program, args, {
      stdio: ['pipe', 'pipe', 'pipe'],
      ...(cwd === undefined ? {} : { cwd }),
      ...(env === undefined ? {} : { env }),
    });
    remember(child, 'command');
    child.stdin.on('error', () => undefined);
    child.stdin.end(input ?? '');
    eachLine(child.stdout, keep);
    eachLine(child.stderr, keep);
    child.on('error', () => resolve({ code: undefined, tail }));
    child.on('close', (code) => resolve({ code: code ?? undefined, tail }));
  });
}

function eachLine(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream }).on('line', onLine);
}

const tailLines = 60;
