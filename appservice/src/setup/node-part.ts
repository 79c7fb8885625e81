/** Starts one of our own processes and waits until it says that it is ready. */

import { setTimeout as pause } from 'node:timers/promises';
import { plainEnvironment } from './environment.ts';
import { type Part, startPart } from './part.ts';
import { projectPaths } from './paths.ts';
import { troubles } from './trouble.ts';

export interface NodePartOptions {
  /** As a person calls it: `appservice`. */
  readonly name: string;
  /** The internal command of `cli/main.ts`, with its arguments. */
  readonly command: readonly string[];
  readonly logFile: string;
  /** It loads at once, and begins when this has come true. Undefined: begins at once. */
  readonly after?: Promise<unknown>;
}

/** @throws Trouble when it ends before it is ready, or takes too long */
export async function startNodePart({ name, command, logFile, after }: NodePartOptions): Promise<Part> {
  const part = startPart({
    program: process.execPath,
    // A library of the appservice still calls an old Node function; that is no news for an admin.
    args: ['--no-deprecation', projectPaths.cli, ...command],
    env: plainEnvironment({ NODE_ENV: 'production' }),
    logFile,
    lifeline: 'ipc',
  });
  try {
    // It may end before that.
    await Promise.race([after, part.ended]);
  } catch (error) {
    await part.stop();
    throw error;
  }
  part.tell('begin');
  const impatience = new AbortController();
  const outcome = await Promise.race([
    part.ready.then(() => 'ready' as const),
    part.ended,
    pause(patienceMs, 'silent' as const, { signal: impatience.signal, ref: false }).catch(
      () => 'silent' as const,
    ),
  ]);
  impatience.abort();
  if (outcome === 'ready') return part;
  if (outcome === 'silent') {
    await part.stop();
    throw troubles.partSlow(name, patienceMs / 1000, logFile);
  }
  throw troubles.partDied(name, outcome.tail, logFile);
}

const patienceMs = 60_000;
