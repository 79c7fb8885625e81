/** This tab's hold on a visit: taken before anything of it runs here, let go at the end or when another tab wants it. */

import { visitDatabasePrefix } from '../storage/databases.ts';
import { holdTabLock } from '../storage/tab-lock.ts';
import { askForIt, onWantedElsewhere } from '../storage/take-over.ts';

export interface VisitHold {
  /** Safe to repeat. @returns false when another tab has it, for longer than this, and when it was let go meanwhile */
  take(id: string, patienceMs?: number): Promise<boolean>;
  /** Taken, and not let go: nobody else writes the record. */
  isOurs(): boolean;
  /** Asks the tab that has it, and waits until that one has let go. @returns false when it does not answer */
  takeOver(id: string): Promise<boolean>;
  release(): void;
}

/** A tab that has to end a conversation first is given this long. */
const takeOverPatienceMs = 12_000;

/** @param letGo another tab wants the visit: ends everything here; only then is it given away */
export function visitHold(letGo: () => Promise<void>): VisitHold {
  let lock: ReturnType<typeof holdTabLock> | undefined;
  let stopListening: (() => void) | undefined;
  let isOurs = false;

  const release = () => {
    stopListening?.();
    stopListening = undefined;
    void lock?.then((open) => open?.());
    lock = undefined;
    isOurs = false;
  };

  const hold = async (id: string, patienceMs?: number) => {
    const name = visitDatabasePrefix + id;
    lock ??= holdTabLock(name, patienceMs);
    const mine = lock;
    if (!(await mine)) {
      if (lock === mine) lock = undefined;
      return false;
    }
    // Let go of while it was waited for.
    if (lock !== mine) return isOurs;
    isOurs = true;
    stopListening ??= onWantedElsewhere(name, () => {
      letGo().then(release, release);
    });
    return true;
  };

  return {
    take: hold,
    isOurs: () => isOurs,
    takeOver: (id) => {
      askForIt(visitDatabasePrefix + id);
      return hold(id, takeOverPatienceMs);
    },
    release,
  };
}
