/**
 * What was said while this desk was away: above all that another desk has taken a conversation over. Before it has been
 * heard, no camera comes on by itself.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
import { settledWithin } from '../api/settled-within.ts';
import type { OlmChannel } from '../crypto/olm-channel.ts';

/** Longer than this nobody who was in conversation is kept waiting: what is still missing then may never come. */
export const catchUpPatienceMs = 10_000;

/**
 * @returns true once everything that came with the first sync has been judged, or has taken too long. Asked in the turn
 *   in which the desk begins to listen, whatever of it begins first.
 */
export function caughtUp(channel: Pick<OlmChannel, 'caughtUp'>): ReadonlySignal<boolean> {
  const is = signal(false);
  const heard = Promise.resolve().then(() => channel.caughtUp());
  void settledWithin(heard, catchUpPatienceMs).then(() => {
    is.value = true;
  });
  return is;
}
