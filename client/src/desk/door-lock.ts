/**
 * Locking the door of the conversation that is open. Nobody but this patient is in it anyway: what the lock refuses is
 * whatever could change that by one wrong press. It ends with the conversation.
 */

import { computed, effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import type { VisitId } from '@sprechzimmer/protocol';

export interface DoorLock {
  /** Another browser with the same link is refused without asking, and this desk lets nobody else in. */
  readonly locked: ReadonlySignal<boolean>;
  /** Other browsers that were refused since it was locked. */
  readonly refused: ReadonlySignal<number>;
  /** Does nothing while no conversation is open. */
  lock(): void;
  unlock(): void;
}

export interface KeptDoorLock extends DoorLock {
  noteRefused(): void;
}

/** @param current the visit whose conversation is open */
export function doorLock(current: ReadonlySignal<VisitId | undefined>): KeptDoorLock {
  const lockedFor = signal<VisitId | undefined>(undefined);
  const refused = signal(0);
  const unlock = () => {
    lockedFor.value = undefined;
    refused.value = 0;
  };
  effect(() => {
    const { value: now } = current;
    if (now !== untracked(() => lockedFor.value)) untracked(unlock);
  });
  return {
    locked: computed(() => lockedFor.value !== undefined && lockedFor.value === current.value),
    refused,
    lock() {
      refused.value = 0;
      lockedFor.value = current.peek();
    },
    unlock,
    noteRefused() {
      refused.value += 1;
    },
  };
}

export interface LockedVisit {
  readonly visitId: VisitId;
  /** The server's hint. */
  readonly otherBrowser: boolean;
}

/**
 * Refuses each other browser that comes while the door is locked, once for each time the server shows one.
 * @param visit the one that is open
 * @returns ends it
 */
export function refuseWhileLocked(
  lock: KeptDoorLock,
  visit: ReadonlySignal<LockedVisit | undefined>,
  refuse: (visit: VisitId) => Promise<unknown>,
): () => void {
  let refusedAlready = false;
  return effect(() => {
    const [isLocked, open] = [lock.locked.value, visit.value];
    if (!isLocked || !open?.otherBrowser) {
      refusedAlready = false;
      return;
    }
    if (refusedAlready) return;
    refusedAlready = true;
    // What the server does not take stays in sight: the desk goes on saying that somebody is being refused.
    refuse(open.visitId).then(lock.noteRefused, () => undefined);
  });
}
