/** Waiting for something that signals say. */

import { effect } from '@preact/signals';

/**
 * Asks `look` now and whenever a signal it has read changes, until it answers.
 * @throws the reason of `abort` when that comes first, or has come before
 */
export function until<T>(look: () => T | undefined, abort: AbortSignal): Promise<T> {
  return new Promise((resolve, reject) => {
    let stop: (() => void) | undefined;
    const finish = () => {
      abort.removeEventListener('abort', giveUp);
      // The first look may answer before there is anything to stop.
      queueMicrotask(() => stop?.());
    };
    const giveUp = () => {
      finish();
      reject(abort.reason);
    };
    if (abort.aborted) return giveUp();
    abort.addEventListener('abort', giveUp);
    stop = effect(() => {
      const found = look();
      if (found === undefined) return;
      finish();
      resolve(found);
    });
  });
}
