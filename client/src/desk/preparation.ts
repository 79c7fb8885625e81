/** Which patient is about to be let in. It passes by itself when nobody is let in after all. */

import type { VisitId } from '@sprechzimmer/protocol';
import { type Clock, systemClock } from '../call/clock.ts';

/** Long enough to read a card and press its button. */
export const preparationMs = 30_000;

export interface Preparation {
  is(visit: VisitId): boolean;
  /** The one before, if any, has passed. */
  begin(visit: VisitId): void;
  /** The clinician has thought better of it. Nothing when it is about somebody else. */
  takeBack(visit: VisitId): void;
  /** Somebody has been let in: nothing is to be taken back. */
  cancel(): void;
}

/** @param onPassed takes the word back */
export function preparation(onPassed: (visit: VisitId) => void, clock: Clock = systemClock): Preparation {
  let current: VisitId | undefined;
  let stopTimer: (() => void) | undefined;
  const cancel = () => {
    stopTimer?.();
    current = undefined;
  };
  const pass = () => {
    const passed = current;
    cancel();
    if (passed !== undefined) onPassed(passed);
  };
  return {
    is: (visit) => visit === current,
    begin(visit) {
      if (visit === current) return;
      pass();
      current = visit;
      stopTimer = clock.after(preparationMs, pass);
    },
    takeBack(visit) {
      if (visit === current) pass();
    },
    cancel,
  };
}
