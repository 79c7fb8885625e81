/** Says that the line is in doubt, again and again, as long as a conversation stands still. */

import { effect, type ReadonlySignal } from '@preact/signals';
import type { Clock } from './clock.ts';

/** The first time soon: a way that has changed is not found again by waiting. Whoever is back waits no longer than that. */
const EVERY_MS = 4_000;

/** @returns a function that stops it */
export function doubtWhile(
  standsStill: ReadonlySignal<boolean>,
  clock: Clock,
  doubt: () => void,
): () => void {
  let cancel: (() => void) | undefined;
  const again = () => {
    cancel = clock.after(EVERY_MS, () => {
      doubt();
      again();
    });
  };
  const stop = effect(() => {
    cancel?.();
    cancel = undefined;
    if (standsStill.value) again();
  });
  return () => {
    stop();
    cancel?.();
  };
}
