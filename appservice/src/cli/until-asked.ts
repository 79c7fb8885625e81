/** The life of a process that `start` runs: it ends when asked, and when `start` is gone. */

import { type ExitCode, exitCodes } from '../setup/trouble.ts';

/** Begins, says that it is ready, and closes in good order when told to. */
export async function untilAsked(begin: () => Promise<Closable>): Promise<ExitCode> {
  const asked = new Promise<void>((resolve) => {
    for (const event of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect'] as const)
      process.on(event, () => resolve());
  });
  const running = await Promise.race([told('begin').then(begin), asked]);
  // Asked before it had begun: nothing is under way that could be lost.
  if (running === undefined) process.exit(exitCodes.done);
  process.send?.('ready');
  await asked;
  setTimeout(() => process.exit(exitCodes.unexpected), patienceMs).unref();
  await running.close();
  return exitCodes.done;
}

/** Resolves when `start` has said so; at once when nobody is there who could. */
function told(word: string): Promise<void> {
  if (!process.connected) return Promise.resolve();
  return new Promise((resolve) => {
    process.on('message', (message) => {
      if (message === word) resolve();
    });
  });
}

interface Closable {
  close(): Promise<void>;
}

/** Less than `start` waits before it ends us. */
const patienceMs = 8_000;
