/** Since when somebody waits: kept in the visit's record until they are let in, so that a reload does not begin anew. */

import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { VisitKeeper } from '../storage/visit-record.ts';
import type { GuestStage } from './guest-view.ts';

/** @returns Unix milliseconds by this device's clock; undefined while nobody waits */
export function waitsSince(
  stage: ReadonlySignal<GuestStage>,
  keeper: () => Pick<VisitKeeper, 'record' | 'change'> | undefined,
  nowMs: () => number = Date.now,
): ReadonlySignal<number | undefined> {
  const since = signal<number | undefined>(undefined);
  const keep = (waitsSinceMs: number | undefined) => {
    since.value = waitsSinceMs;
    const kept = keeper();
    if (!kept || kept.record.waitsSinceMs === waitsSinceMs) return;
    void kept.change({ waitsSinceMs }).catch(() => undefined);
  };
  effect(() => {
    const { stage: now } = stage.value;
    untracked(() => {
      if (now === 'waiting') keep(keeper()?.record.waitsSinceMs ?? since.value ?? nowMs());
      // Sent back from there, they wait anew.
      else if (now === 'conversation') keep(undefined);
    });
  });
  return since;
}
