/** `sprechzimmer start`: the whole practice in the foreground, until somebody stops it. */

import { resolve } from 'node:path';
import type { NewAccount } from '../setup/accounts.ts';
import { breakOffCommands, killAll } from '../setup/living.ts';
import { startPractice } from '../setup/practice.ts';
import { type ExitCode, exitCodes } from '../setup/trouble.ts';
import { terminalSteps } from './terminal.ts';
import { texts } from './texts.ts';

/**
 * @param pages folder of an already built client
 * @throws Trouble or ConfigFaults when it does not start, or when a part dies
 */
export async function start(dataDir: string, version: string, pages?: string): Promise<ExitCode> {
  const stopping = new AbortController();
  const asked = new Promise<void>((resolve) => stopping.signal.addEventListener('abort', () => resolve()));
  listenForTheEnd(stopping);

  console.log(texts.greeting(version, dataDir));
  const started = performance.now();
  const unseen: NewAccount[] = [];
  try {
    const practice = await startPractice({
      dataDir,
      ...(pages === undefined ? {} : { pages: resolve(pages) }),
      steps: terminalSteps,
      signal: stopping.signal,
      onAccount: (account) => unseen.push(account),
    });
    console.log(texts.ready(practice, (performance.now() - started) / 1000));
    unseen.length = 0;
    const trouble = await Promise.race([asked, practice.died]);
    await practice.stop();
    if (trouble !== undefined) throw trouble;
    console.log(texts.stopped);
    return exitCodes.done;
  } catch (error) {
    // A password that was made and not shown would be lost.
    for (const account of unseen) console.log(texts.account(account));
    // Whatever was broken off, it was asked for.
    if (stopping.signal.aborted) {
      console.log(texts.stopped);
      return exitCodes.done;
    }
    throw error;
  }
}

/**
 * The first signal, or the end of whoever started us, stops in good order. A second one a moment later ends everything
 * at once; npm and the terminal both pass on one Ctrl-C, so what follows immediately is still the first.
 */
function listenForTheEnd(stopping: AbortController): void {
  let firstAt: number | undefined;
  const onSignal = (): void => {
    if (firstAt === undefined) {
      firstAt = performance.now();
      console.log(texts.stopping);
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
