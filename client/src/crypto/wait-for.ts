/** Waiting for something that a sync brings. */

import { ClientEvent, type MatrixClient } from 'matrix-js-sdk';

/**
 * Asks `look` now and after each sync until it answers.
 * @throws AbortError when `signal` is aborted first
 */
export function waitFor<T>(
  client: MatrixClient,
  look: () => T | undefined | Promise<T | undefined>,
  signal?: AbortSignal,
): Promise<T> {
  return new Promise((resolve, reject) => {
    const finish = () => {
      client.off(ClientEvent.Sync, tryNow);
      signal?.removeEventListener('abort', stop);
    };
    const stop = () => {
      finish();
      reject(signal?.reason);
    };
    const tryNow = () => {
      void Promise.resolve(look()).then(
        (found) => {
          if (found === undefined) return;
          finish();
          resolve(found);
        },
        (error: unknown) => {
          finish();
          reject(error);
        },
      );
    };
    client.on(ClientEvent.Sync, tryNow);
    signal?.addEventListener('abort', stop);
    if (signal?.aborted) stop();
    else tryNow();
  });
}
