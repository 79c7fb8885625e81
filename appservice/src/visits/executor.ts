/**
 * Does what has been written down: rooms made, left and disposed of, guests confined and disposed of. Dull on purpose:
 * every duty may be repeated, its intention goes in the same transaction as what it leads to, and a failure is tried
 * again later.
 */

import type { RoomId } from '@sprechzimmer/protocol';
import type { Logger } from '../log/index.ts';
import { backoffMs } from './backoff.ts';
import type { EarlyMembers } from './early-members.ts';
import type { VisitEvent } from './events.ts';
import type { Ledger } from './ledger.ts';
import { memberEvent } from './members.ts';
import type { Clock, RoomMaker, Steward } from './ports.ts';
import type { Practice } from './practice.ts';
import type { Intention, VisitCase, VisitStore } from './visit-store.ts';

export interface Executor {
  /** Begins to do these; returns at once. */
  begin(intentions: readonly Intention[]): void;
  /** Resolves when nothing is being done any more. */
  idle(): Promise<void>;
  /** Begins nothing new from now on. */
  stop(): void;
  /**
   * Begins to look for rooms the bot is in that no visit knows, left over from a crash or a lost answer, and to
   * dispose of them. Only when there may be some: after a start, after a failure, and once an hour.
   */
  lookForOrphans(): void;
}

export interface ExecutorParts {
  readonly store: VisitStore;
  readonly ledger: Ledger;
  readonly clock: Clock;
  readonly rooms: RoomMaker;
  readonly steward: Steward;
  readonly practice: Practice;
  readonly early: EarlyMembers;
  readonly log: Logger;
  /** Something is to be tried again at this instant. */
  wakeBy(atMs: number): void;
}

/** More at once only makes the homeserver slower for each. */
const atOnce = 16;
const orphansEveryMs = 3_600_000;

export function makeExecutor(parts: ExecutorParts): Executor {
  const { store, ledger, clock, practice, early, log } = parts;
  const queue = new Map<string, Intention>();
  const going = new Map<string, Promise<void>>();
  let stopped = false;
  /** When to look next. */
  let orphansFromMs = 0;

  const begin: Executor['begin'] = (intentions) => {
    for (const intention of intentions) if (!going.has(intention.key)) queue.set(intention.key, intention);
    while (!stopped && going.size < atOnce) {
      const [next] = queue.values();
      if (!next) return;
      queue.delete(next.key);
      going.set(next.key, run(next));
    }
  };

  const run = async (intention: Intention): Promise<void> => {
    try {
      await perform(intention);
    } catch (error) {
      await postpone(intention, error);
    } finally {
      going.delete(intention.key);
      begin([]);
    }
  };

  const perform = async (intention: Intention): Promise<void> => {
    const { duty } = intention;
    switch (duty.kind) {
      case 'make-room':
        return early.during(() => makeRoom(intention));
      case 'confine-guest':
        await parts.steward.confine(duty.guest, duty.room);
        return conclude(intention, { kind: 'guest-confined', room: duty.room });
      case 'leave-room':
        await parts.rooms.leaveRoom(duty.room);
        return conclude(intention, { kind: 'bot-left', room: duty.room });
      case 'dispose-room':
        if (!(await parts.steward.disposeRoom(duty.room))) throw new NotYetDone();
        return conclude(intention, { kind: 'room-disposed', room: duty.room });
      case 'dispose-guest':
        if (!(await parts.steward.disposeGuest(duty.guest))) throw new NotYetDone();
        return conclude(intention, { kind: 'guest-disposed' });
    }
  };

  /** The intention and what it leads to change together. */
  const conclude = (intention: Intention, event: VisitEvent): Promise<void> =>
    ledger.change(async ({ tx, step }) => {
      const found = intention.visit ? await tx.lock({ visit: intention.visit }) : undefined;
      await tx.removeIntention(intention.key);
      if (found) await step(found, event);
    });

  const makeRoom = async (intention: Intention): Promise<void> => {
    const found = intention.visit ? await store.find({ visit: intention.visit }) : undefined;
    const guest = found?.visit.guest;
    if (!found || !guest) return ledger.change(({ tx }) => tx.removeIntention(intention.key));
    const { terms, visit } = found;
    const room = await parts.rooms.makeRoom({ clinician: terms.clinician, guest });
    await ledger.change(async ({ tx, step, intend }) => {
      const current = await tx.lock({ visit: visit.id });
      await tx.removeIntention(intention.key);
      if (current) await step(current, { kind: 'room-made', room }, ...earlyEvents(current, room));
      else await intend({ kind: 'dispose-room', room });
    });
    // What came while that was being written down.
    if (early.of(room).length === 0) return;
    await ledger.change(async ({ tx, step }) => {
      const current = await tx.lock({ room });
      if (current) await step(current, ...earlyEvents(current, room));
    });
  };

  const earlyEvents = (visitCase: VisitCase, room: RoomId): readonly VisitEvent[] =>
    early.of(room).flatMap(({ user, membership }) => {
      const event = memberEvent(visitCase, practice, { room, user, membership });
      return event ? [event] : [];
    });

  const postpone = async (intention: Intention, error: unknown): Promise<void> => {
    const attempts = intention.attempts + 1;
    if (!(error instanceof NotYetDone))
      log[isNews(attempts) ? 'warn' : 'debug']('intention-failed', {
        step: intention.duty.kind,
        count: attempts,
        error,
      });
    if (intention.duty.kind === 'make-room') orphansFromMs = 0;
    const untilMs = clock.nowMs() + backoffMs(intention.duty.kind, attempts);
    try {
      if (intention.duty.kind === 'make-room' && (await noLongerNeeded(intention))) return;
      await store.postpone(intention.key, attempts, untilMs);
    } catch (storeError) {
      log.warn('intention-failed', { step: intention.duty.kind, count: attempts, error: storeError });
    }
    parts.wakeBy(untilMs);
  };

  /** A visit that is closing does not wait for a room it could not get. */
  const noLongerNeeded = ({ visit, key }: Intention): Promise<boolean> =>
    ledger.change(async ({ tx, step }) => {
      const found = visit ? await tx.lock({ visit }) : undefined;
      const after = found && (await step(found, { kind: 'room-failed' }));
      if (after?.visit.makingRoom) return false;
      await tx.removeIntention(key);
      return true;
    });

  const lookForOrphans = async (): Promise<void> => {
    try {
      const joined = await parts.rooms.joinedRooms();
      // A room of that list that is being written down just now is in the store once this work has ended.
      await early.settled();
      const known = await store.knownRooms();
      const orphans = joined.filter((room) => !known.has(room));
      if (orphans.length === 0) return;
      await ledger.change(async ({ intend }) => {
        for (const room of orphans) await intend({ kind: 'dispose-room', room });
      });
      log.warn('orphan-room', { count: orphans.length });
    } catch (error) {
      orphansFromMs = clock.nowMs() + 1000;
      parts.wakeBy(orphansFromMs);
      log.warn('round-failed', { step: 'orphan-rooms', error });
    } finally {
      going.delete('orphans');
    }
  };

  return {
    begin,
    async idle() {
      while (going.size > 0) await Promise.all(going.values());
    },
    stop() {
      stopped = true;
      queue.clear();
    },
    lookForOrphans() {
      if (stopped || clock.nowMs() < orphansFromMs || going.has('orphans')) return;
      orphansFromMs = clock.nowMs() + orphansEveryMs;
      going.set('orphans', lookForOrphans());
    },
  };
}

/** A guest whose browser is still making its account costs a try or two; what keeps failing is said ever more rarely. */
function isNews(attempts: number): boolean {
  return attempts >= 4 && Number.isInteger(Math.log2(attempts));
}

/** The steward is at it: asked again soon, and no fault. */
class NotYetDone extends Error {
  override name = 'NotYetDone';
}
