/** The life of a process that `start` runs: it ends when asked, and when `start` is gone. */

import { type ExitCode, exitCodes } from '../setup/trouble.ts';

/** Begins, says that it is ready, and closes in good order when told to. */
export async function untilAsked(begin: () => Promise<Closable>): Promise<ExitCode> {
  const asked = new Promise<void>((resolve) => {
    for (const event of ['SIGTERM', 'SIGINT', 'SIGHUP', 'disconnect'] as const)
      process.on(event, () => resolve());
  });
  const running = await begin();
  process.send?.('ready');
  await asked;
  setTimeout(() => process.exit(exitCodes.unexpected), patienceMs).unref();
  await running.close();
  return exitCodes.done;
}

interface Closable {
  close(): Promise<void>;
}

/** Less than `start` waits before it ends us. */
const patienceMs = 8_000;
