/** The form of one rule of the life cycle: when it holds, where it leads, what it changes and asks for. */

import type { ActionKind, EventKind, VisitEvent } from './events.ts';
import type { VisitPolicy } from './policy.ts';
import type { LifePhase, Visit } from './visit.ts';

export type EventOf<K extends EventKind> = Extract<VisitEvent, { readonly kind: K }>;

export interface Moment<E extends VisitEvent = VisitEvent> {
  readonly visit: Visit;
  readonly event: E;
  readonly nowMs: number;
  readonly policy: VisitPolicy;
}

export interface Condition<E extends VisitEvent = VisitEvent> {
  /** For the table: completes "when …". */
  readonly text: string;
  holds(moment: Moment<E>): boolean;
}

export interface Rule<E extends VisitEvent = VisitEvent> {
  /** Absent: always. The first rule of a cell that holds is the one that counts; none: nothing happens. */
  readonly when?: Condition<E>;
  readonly to: LifePhase | 'same';
  readonly actions: readonly ActionKind[];
  /** For the table: what the visit remembers from now on. Stands wherever `change` does. */
  readonly note?: string;
  change?(moment: Moment<E>): Partial<Visit>;
}

/** What a phase makes of an event: its rules in order, or `refused`, which the caller is told as a conflict. */
export type Cell<E extends VisitEvent = VisitEvent> = readonly Rule<E>[] | 'refused';

/** Exhaustive by type: a new event or phase does not compile until every cell says what it does. */
export type Row = { readonly [K in EventKind]: Cell<EventOf<K>> };

/** The cell of an event that changes nothing here. */
export const nothing: readonly never[] = [];
