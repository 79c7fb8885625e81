/** `sprechzimmer start`: the whole practice in the foreground, until somebody stops it. */

import { resolve } from 'node:path';
import type { NewAccount } from '../setup/accounts.ts';
import { breakOffCommands, killAll } from '../setup/living.ts';
import { type Practice, startPractice } from '../setup/practice.ts';
import { type ExitCode, exitCodes } from '../setup/trouble.ts';
import type { AnswerOf } from './answers.ts';
import type { Options } from './command-line.ts';
import { tell } from './tell.ts';
import { sayTrouble, stepsFor } from './terminal.ts';
import { texts } from './texts.ts';

/**
 * With `json` it says one thing, once everything runs: where, and with which passwords.
 *
 * @throws Trouble or ConfigFaults when it does not start, or when a part dies
 */
export async function start(dataDir: string, version: string, options: Options): Promise<ExitCode> {
  const { pages, json = false } = options;
  const say = json ? () => undefined : (text: string) => console.log(text);
  const stopping = new AbortController();
  const asked = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  listenForTheEnd(stopping, say);

  say(texts.greeting(version, dataDir));
  const started = performance.now();
  const unseen: NewAccount[] = [];
  try {
    const practice = await startPractice({
      dataDir,
      ...(pages === undefined ? {} : { pages: resolve(pages) }),
      steps: stepsFor(options),
      signal: stopping.signal,
      onAccount: (account) => unseen.push(account),
    });
    const seconds = (performance.now() - started) / 1000;
    tell('start', options, { text: texts.ready(practice, seconds), json: whatIsThere(practice) });
    unseen.length = 0;
    const trouble = await Promise.race([asked, practice.died]);
    await practice.stop();
    // With JSON the one document has been written: what is left is the number and a word beside it.
    if (trouble !== undefined && json) return sayTrouble(trouble);
    if (trouble !== undefined) throw trouble;
    say(texts.stopped);
    return exitCodes.done;
  } catch (error) {
    // A password that was made and not shown would be lost.
    for (const account of unseen) (json ? console.error : console.log)(texts.account(account));
    // Whatever was broken off, it was asked for.
    if (stopping.signal.aborted) {
      say(texts.stopped);
      return exitCodes.done;
    }
    throw error;
  }
}

function whatIsThere({ publicUrl, fresh, clinicians }: Practice): AnswerOf<'start'> {
  const accounts = clinicians.map(({ password = null, ...clinician }) => ({ ...clinician, password }));
  return { ok: true, publicUrl, desk: `${publicUrl}/desk/`, fresh, clinicians: accounts };
}

/**
 * The first signal, or the end of whoever started us, stops in good order. A second one a moment later ends everything
 * at once; npm and the terminal both pass on one Ctrl-C, so what follows immediately is still the first.
 */
function listenForTheEnd(stopping: AbortController, say: (text: string) => void): void {
  let firstAt: number | undefined;
  const onSignal = (): void => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      say(texts.stopping);
      stopping.abort();
      breakOffCommands();
    } else if (performance.now() - firstAt > sameKeystrokeMs) {
      killAll();
      process.exit(forced);
    }
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, onSignal);
  process.on('disconnect', onSignal);
  process.on('exit', killAll);
  // The terminal may be gone by the time we say goodbye.
  process.stdout.on('error', () => undefined);
  process.stderr.on('error', () => undefined);
}

const sameKeystrokeMs = 700;
/** As shells report a program that Ctrl-C has ended. */
const forced = 130;
