/**
 * The life cycle of a visit: a pure function from (visit, event, now) to (visit, what to do).
 * It reads the table of `life-cycle-table.ts`; the executor performs what it asks for.
 */

import { closesMs, graceEndsMs } from './changes.ts';
import type { ActionKind, Bookkeeping, Duty, VisitEvent } from './events.ts';
import { lifeCycleTable } from './life-cycle-table.ts';
import type { VisitPolicy } from './policy.ts';
import type { Cell } from './rule.ts';
import { isClosing, type Visit } from './visit.ts';

export interface Step {
  /** The same object as before when nothing changed. */
  readonly visit: Visit;
  /** The phase does not allow it: the caller is told so. */
  readonly refused: boolean;
  readonly duties: readonly Duty[];
  readonly bookkeeping: readonly Bookkeeping[];
  readonly tellDesk: boolean;
  readonly tellGuest: boolean;
}

export interface LifeCycle {
  /** Never throws; safe to repeat in every phase. */
  step(visit: Visit, event: VisitEvent, nowMs: number): Step;
  /** When `dueEvents` will next have something. Unix milliseconds; null: only events from outside matter. */
  wakeMs(visit: Visit): number | null;
  /** What the passing of time has done to this visit. */
  dueEvents(visit: Visit, nowMs: number): readonly VisitEvent[];
}

export function makeLifeCycle(policy: VisitPolicy): LifeCycle {
  const times = (visit: Visit) => timesOf(visit, policy);
  return {
    step: (visit, event, nowMs) => step(visit, event, nowMs, policy),
    wakeMs: (visit) => times(visit).reduce<number | null>((first, { atMs }) => earlier(first, atMs), null),
    dueEvents: (visit, nowMs) =>
      times(visit)
        .filter(({ atMs }) => atMs <= nowMs)
        .map(({ event }) => event),
  };
}

function step(visit: Visit, event: VisitEvent, nowMs: number, policy: VisitPolicy): Step {
  const moment = { visit, event, nowMs, policy };
  const cell: Cell = lifeCycleTable[visit.phase][event.kind];
  if (cell === 'refused') return { ...still(visit), refused: true };
  const rule = cell.find(({ when }) => when?.holds(moment) ?? true);
  if (!rule) return still(visit);
  const phase = rule.to === 'same' ? visit.phase : rule.to;
  if (!rule.change && phase === visit.phase) return report(visit, visit, rule.actions);
  return settle(visit, { ...visit, ...rule.change?.(moment), phase }, rule.actions);
}

/** A visit with nothing left to dispose of is purged at once, unless there is still somebody to tell. */
function settle(before: Visit, after: Visit, actions: readonly ActionKind[]): Step {
  const clean =
    isClosing(after.phase) &&
    after.phase !== 'exposed' &&
    (after.guest === null || after.guestDisposed) &&
    after.discarded.length === 0 &&
    !after.makingRoom;
  if (!clean) return report(before, after, actions);
  const last: readonly ActionKind[] = ['write-record', 'tell-desk', 'tell-guest'];
  return report(before, { ...after, phase: 'purged' }, [...actions, ...last]);
}

function report(before: Visit, after: Visit, actions: readonly ActionKind[]): Step {
  const unique = [...new Set(actions)];
  return {
    visit: after,
    refused: false,
    duties: unique.flatMap((action) => dutiesOf(action, before, after)),
    bookkeeping: unique.filter(isBookkeeping),
    tellDesk: unique.includes('tell-desk'),
    tellGuest: unique.includes('tell-guest'),
  };
}

function dutiesOf(action: ActionKind, before: Visit, after: Visit): readonly Duty[] {
  const { room, guest } = after;
  switch (action) {
    case 'make-room':
      return [{ kind: 'make-room' }];
    case 'confine-guest':
      return room && guest ? [{ kind: 'confine-guest', room: room.id, guest }] : [];
    case 'leave-room':
      return room ? [{ kind: 'leave-room', room: room.id }] : [];
    case 'dispose-rooms':
      return after.discarded
        .filter((id) => !before.discarded.includes(id))
        .map((id) => ({ kind: 'dispose-room', room: id }));
    case 'dispose-guest':
      return guest ? [{ kind: 'dispose-guest', guest }] : [];
    default:
      return [];
  }
}

function isBookkeeping(action: ActionKind): action is Bookkeeping {
  switch (action) {
    case 'park-try':
    case 'refuse-tries':
    case 'replace-visit':
    case 'write-record':
    case 'reduce-record':
    case 'delete-record':
      return true;
    default:
      return false;
  }
}

function timesOf(
  visit: Visit,
  policy: VisitPolicy,
): readonly { readonly atMs: number; readonly event: VisitEvent }[] {
  const moment = { visit, policy };
  if (visit.phase === 'exposed') return [{ atMs: closesMs(moment) + 1, event: { kind: 'window-closed' } }];
  if (isClosing(visit.phase) || visit.phase === 'purged') return [];
  const staysOpen = visit.phase === 'in-session' || visit.admittedMs !== null;
  const overMs = (staysOpen ? graceEndsMs(moment) : closesMs(moment)) + 1;
  // In this order: who is gone when the window closes did not show up, and what closes needs no other room.
  const times: { atMs: number; event: VisitEvent }[] = [];
  if (visit.leaseUntilMs !== null) times.push({ atMs: visit.leaseUntilMs, event: { kind: 'lease-ran-out' } });
  times.push({ atMs: overMs, event: { kind: 'window-closed' } });
  const joinByMs = visit.room?.joinByMs ?? null;
  if (joinByMs !== null && visit.phase === 'arriving')
    times.push({ atMs: joinByMs, event: { kind: 'join-timeout' } });
  return times;
}

function earlier(first: number | null, second: number): number {
  return first === null ? second : Math.min(first, second);
}

function still(visit: Visit): Step {
  return { visit, refused: false, duties: [], bookkeeping: [], tellDesk: false, tellGuest: false };
}
