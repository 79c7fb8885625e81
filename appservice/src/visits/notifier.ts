/** Revisions of what a browser is shown, and waiting for the next one (long polling). In this process only. */

import type { UserId } from '@sprechzimmer/protocol';
import type { Wait } from './service.ts';
import type { Timers } from './timers.ts';

export interface Notifier {
  /**
   * Read it *before* reading what it is the revision of: a change in between then shows as a newer revision.
   * Revisions of a later process are higher than those of an earlier one.
   */
  revision(topic: Topic): number;
  bump(topic: Topic): void;
  /** After another process may have changed anything. */
  bumpAll(): void;
  /** Resolves when the revision is another than `since`, the time is over, or the signal says so. Never rejects. */
  changed(topic: Topic, wait: Wait): Promise<void>;
}

export type Topic = `desk ${string}` | `guest ${string}`;

export function deskTopic(clinician: UserId): Topic {
  return `desk ${clinician}`;
}

/** By the hash of the claim: the browser is who asks, before anybody knows whether it has a visit. */
export function guestTopic(claimHash: string): Topic {
  return `guest ${claimHash}`;
}

/** @param startMs Unix milliseconds of the start of this process */
export function makeNotifier(timers: Timers, startMs: number): Notifier {
  const revisions = new Map<Topic, number>();
  const waiting = new Map<Topic, Set<() => void>>();
  let latest = startMs;
  let first = startMs;
  const revision = (topic: Topic) => revisions.get(topic) ?? first;

  return {
    revision,

    bump(topic) {
      latest += 1;
      revisions.set(topic, latest);
      forgetOldest(revisions);
      for (const wake of [...(waiting.get(topic) ?? [])]) wake();
    },

    bumpAll() {
      latest += 1;
      first = latest;
      revisions.clear();
      for (const wakes of [...waiting.values()]) for (const wake of [...wakes]) wake();
    },

    changed(topic, { since, waitMs, signal }) {
      if (revision(topic) !== since || signal?.aborted) return Promise.resolve();
      return new Promise((resolve) => {
        const topicWaiting = waiting.get(topic) ?? new Set();
        waiting.set(topic, topicWaiting);
        const done = () => {
          cancel();
          signal?.removeEventListener('abort', done);
          topicWaiting.delete(done);
          if (topicWaiting.size === 0 && waiting.get(topic) === topicWaiting) waiting.delete(topic);
          resolve();
        };
        const cancel = timers.after(waitMs, done);
        signal?.addEventListener('abort', done, { once: true });
        topicWaiting.add(done);
      });
    },
  };
}

/** A topic that is forgotten has its first revision again: whoever asks is answered at once. Nothing is missed. */
function forgetOldest(revisions: Map<Topic, number>): void {
  if (revisions.size <= 10_000) return;
  const [oldest] = revisions.keys();
  if (oldest !== undefined) revisions.delete(oldest);
}
