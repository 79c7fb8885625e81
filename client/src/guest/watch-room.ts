/** A visit on a device that is full: it is shown, and what could only be kept in memory is kept once there is room. */

import { effect, type Signal } from '@preact/signals';
import type { Keeping } from '../crypto/kept-machine.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';

/** @returns stops it */
export function watchRoom(
  keeping: Keeping | undefined,
  keeper: Pick<VisitKeeper, 'change'>,
  shown: Signal<boolean>,
): () => void {
  let wasFull = false;
  const stop = effect(() => {
    const full = keeping?.full.value === true;
    shown.value = full;
    if (wasFull && !full) void keeper.change({}).catch(() => undefined);
    wasFull = full;
  });
  return () => {
    stop();
    shown.value = false;
  };
}
