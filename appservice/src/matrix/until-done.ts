/** For what has to happen once, whenever the homeserver comes up. */

import { setTimeout as pause } from 'node:timers/promises';
import type { Logger } from '../log/index.ts';

export interface UntilDoneOptions {
  readonly log: Logger;
  /** Ends the trying. */
  readonly signal: AbortSignal;
}

/** Repeats a task until it has worked once, ever more slowly, half a minute apart at most. Never throws. */
export async function untilDone(task: () => Promise<void>, { log, signal }: UntilDoneOptions): Promise<void> {
  for (let delayMs = 250; !signal.aborted; delayMs = Math.min(delayMs * 2, 30_000)) {
    try {
      return await task();
    } catch (error) {
      log.warn('homeserver-unreachable', { error });
    }
    await pause(delayMs, undefined, { signal }).catch(() => {});
  }
}
