/** Leaving in a hurry, from whichever window of this browser: each that has the visit goes, and one of them writes it down. */

import { everyWindow } from '../storage/leave-together.ts';
import { findVisit, type VisitKeeper } from '../storage/visit-record.ts';
import { type LeavingVisit, leaveQuickly } from './leave-quickly.ts';
import type { VisitHold } from './visit-hold.ts';

export interface HurryOptions {
  readonly hold: Pick<VisitHold, 'isOurs' | 'take'>;
  /** Of the visit, or of the link with which it would begin. */
  readonly visitId: () => string | undefined;
  /** The record, also one that is being written in this moment. */
  readonly keeper: () => VisitKeeper | undefined | Promise<VisitKeeper | undefined>;
  /** What is going on here at the moment of the press. */
  readonly leaving: () => Omit<LeavingVisit, 'keeper'>;
}

export interface Hurry {
  /** Pressed, here or in another window: nothing begins any more. */
  hasLeft(): boolean;
  /** Here, and in every other window. */
  leave(): void;
}

/** Hears the other windows from now on. */
export function hurry({ hold, visitId, keeper, leaving }: HurryOptions): Hurry {
  let hasLeft = false;

  /** The record, where this window may write it: one that has the visit hears of the hurry itself. */
  const ownKeeper = async () => {
    if (hold.isOurs()) return keeper();
    const id = visitId();
    return id !== undefined && (await hold.take(id, markPatienceMs)) ? findVisit(id) : undefined;
  };
  const leaveHere = () => {
    hasLeft = true;
    void leaveQuickly({ ...leaving(), keeper: ownKeeper });
  };
  const windows = everyWindow((left) => {
    if (left === visitId()) leaveHere();
  });

  return {
    hasLeft: () => hasLeft,
    leave() {
      const id = visitId();
      if (id !== undefined) windows.tell(id);
      leaveHere();
    },
  };
}

/** For a lock that nobody has any more: the page that is being left waits for no other window. */
const markPatienceMs = 100;
