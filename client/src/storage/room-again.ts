/** Waiting for somebody to make room on a full device. */

import { tryStorage } from './try-storage.ts';

/** Bytes. What the key store writes at once is smaller. */
const enough = 65_536;
const pauseMs = 3_000;

/**
 * Looks now and then, and when the page is looked at again, whether this browser keeps things; never at once.
 * @throws when aborted
 */
export async function untilRoom(
  signal: AbortSignal,
  keeps: () => Promise<boolean> = async () => (await tryStorage(enough)) === undefined,
): Promise<void> {
  do await pause(signal);
  while (!(await keeps()));
}

/** Whoever has deleted something comes back to this page. */
function pause(signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      clearTimeout(timer);
      globalThis.document?.removeEventListener('visibilitychange', onShown);
      signal.removeEventListener('abort', onAbort);
    };
    const done = () => {
      end();
      resolve();
    };
    const onShown = () => {
      if (!document.hidden) done();
    };
    const onAbort = () => {
      end();
      reject(signal.reason);
    };
    const timer = setTimeout(done, pauseMs);
    globalThis.document?.addEventListener('visibilitychange', onShown);
    signal.addEventListener('abort', onAbort);
    if (signal.aborted) onAbort();
  });
}
