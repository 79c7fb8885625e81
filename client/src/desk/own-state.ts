/** Whether the clinician can come to the door, as they say it themselves and as their conversations show it. */

import { computed, type ReadonlySignal, type Signal, signal } from '@preact/signals';
import { type Clock, systemClock } from '../call/clock.ts';

export type OwnStateNow =
  | { readonly kind: 'free' }
  /** In a conversation. */
  | { readonly kind: 'busy' }
  /** `atMs`: when they mean to be back, Unix milliseconds. */
  | { readonly kind: 'back'; readonly atMs: number };

export interface OwnState {
  readonly now: ReadonlySignal<OwnStateNow>;
  /** Away for so many minutes; undefined: here again. It passes by itself. */
  backIn(minutes: number | undefined): void;
}

export interface KeptOwnState extends OwnState {
  /** A conversation goes on, here or at another desk. It outweighs a break, and ends it. */
  readonly talking: Signal<boolean>;
}

export function ownState(clock: Clock = systemClock): KeptOwnState {
  const talking = signal(false);
  const backAtMs = signal<number | undefined>(undefined);
  let stopTimer: (() => void) | undefined;
  const now = computed<OwnStateNow>((): OwnStateNow => {
    if (talking.value) return { kind: 'busy' };
    return backAtMs.value === undefined ? { kind: 'free' } : { kind: 'back', atMs: backAtMs.value };
  });
  const here = () => {
    stopTimer?.();
    stopTimer = undefined;
    backAtMs.value = undefined;
  };
  talking.subscribe((is) => {
    if (is) here();
  });
  return {
    now,
    talking,
    backIn(minutes) {
      here();
      if (minutes === undefined || talking.peek()) return;
      const forMs = minutes * 60_000;
      backAtMs.value = clock.now() + forMs;
      stopTimer = clock.after(forMs, here);
    },
  };
}
