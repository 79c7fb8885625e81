/** What becomes of an error that nobody has caught. */

import type { Logger } from './logger.ts';

/**
 * Ends the process, as Node would, but without printing message and stack: they may quote what somebody has sent.
 * Whoever started us sees the exit code and starts us again; unfinished work is taken up then.
 */
export function endOnCrash(log: Logger): void {
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      log.error('crashed', { error });
      process.exit(70);
    });
  }
}
