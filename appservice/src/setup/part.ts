/**
 * One process of a practice. It runs in a process group of its own, so that Ctrl-C reaches only the supervisor, and
 * holds one end of a pipe, so that it ends by itself when the supervisor is gone, however that happened.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { createWriteStream, existsSync, renameSync, statSync } from 'node:fs';
import { createInterface } from 'node:readline';
import { remember } from './living.ts';
import { mask } from './mask.ts';

export interface PartOptions {
  readonly program: string;
  readonly args: readonly string[];
  /** Whole environment: nothing is inherited that is not in here. */
  readonly env: NodeJS.ProcessEnv;
  /** Its output is appended here; nobody but the owner can read it. */
  readonly logFile: string;
  /** `stdin`: the pipe is its standard input. `ipc`: the pipe is Node’s message channel, which also says `ready`. */
  readonly lifeline: 'stdin' | 'ipc';
}

export interface Part {
  readonly pid: number | undefined;
  /** Resolves with what it said about itself, once it has said that it is ready. Only with an `ipc` lifeline. */
  readonly ready: Promise<void>;
  /** Resolves when it has ended, asked or not. */
  readonly ended: Promise<Ended>;
  /** Says a word to it. Only with an `ipc` lifeline. */
  tell(word: string): void;
  /** Asks it to stop, and makes it after ten seconds. Safe to repeat. */
  stop(): Promise<Ended>;
}

export interface Ended {
  readonly code: number | undefined;
  /** We asked it to. */
  readonly asked: boolean;
  /** Last lines of its output, without ids, addresses and secrets. */
  readonly tail: readonly string[];
}

export function startPart({ program, args, env, logFile, lifeline }: PartOptions): Part {
  turnOver(logFile);
  const log = createWriteStream(logFile, { flags: 'a', mode: 0o600 });
  log.on('error', () => undefined);
  const child = spawn(program, args, {
    env,
    detached: true,
    stdio: lifeline === 'stdin' ? ['pipe', 'pipe', 'pipe'] : ['ignore', 'pipe', 'pipe', 'ipc'],
  });
  remember(child, 'part');
  child.stdin?.on('error', () => undefined);

  const tail: string[] = [];
  for (const stream of [child.stdout, child.stderr]) {
    if (stream === null) continue;
    createInterface({ input: stream }).on('line', (line) => {
      log.write(`${line}\n`);
      if (/^\s+at /.test(line)) return;
      tail.push(mask(line));
      if (tail.length > tailLines) tail.shift();
    });
  }

  let asked = false;
  const ended = new Promise<Ended>((resolve) => {
    const end = (code: number | null): void => {
      log.end();
      resolve({ code: code ?? undefined, asked, tail });
    };
    child.once('error', (error) => {
      tail.push(mask(error.message));
      end(null);
    });
    child.once('close', end);
  });
  const tell = (word: string): void => {
    if (child.connected) child.send(word);
  };
  const stop = async (): Promise<Ended> => {
    if (!asked) {
      asked = true;
      child.kill('SIGTERM');
    }
    const forced = setTimeout(() => child.kill('SIGKILL'), patienceMs);
    const result = await ended;
    clearTimeout(forced);
    return result;
  };
  return { pid: child.pid, ready: readiness(child), ended, tell, stop };
}

function readiness(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    child.on('message', (message) => {
      if (message === 'ready') resolve();
    });
  });
}

/** A log does not grow for ever: beyond five megabytes the old one is kept once, under another name. */
function turnOver(logFile: string): void {
  if (existsSync(logFile) && statSync(logFile).size > 5_000_000) renameSync(logFile, `${logFile}.1`);
}

const tailLines = 12;
const patienceMs = 10_000;
