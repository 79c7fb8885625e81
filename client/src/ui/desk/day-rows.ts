/** The day as it is read from top to bottom: what the notebook plans beside what the server lists. Pure. */

import { type Appointment, type DayState, dayStateOf, isSameDay } from '../../desk/appointments.ts';
import type { DeskPatient, DueInvitation } from '../../desk/desk-view.ts';

export interface DayRow {
  readonly id: Appointment['id'];
  readonly startsAtMs: number;
  /** What the clinician calls them; empty where nobody has given a name. */
  readonly label: string;
  readonly state: DayState;
  /** Who is there with this link. */
  readonly patient?: DeskPatient;
  /** The notebook's; undefined while it is still being read. */
  readonly appointment: Appointment | undefined;
  /** As the server lists it while nobody has come with it. */
  readonly due: DueInvitation | undefined;
}

export interface DayRows {
  /** What is still to come or going on. */
  readonly today: readonly DayRow[];
  /** Of today, what needs nobody any more. */
  readonly past: readonly DayRow[];
  /** The days after today that hold something. */
  readonly next: readonly { readonly dayMs: number; readonly rows: readonly DayRow[] }[];
}

export interface DayFacts {
  readonly appointments: readonly Appointment[];
  /** Without those that are lost. */
  readonly due: readonly DueInvitation[];
  readonly patients: readonly DeskPatient[];
  readonly nowMs: number;
}

export function dayRows({ appointments, due, patients, nowMs }: DayFacts): DayRows {
  const planned = appointments.flatMap((appointment): DayRow[] => {
    const patient = patients.find(({ link }) => link === appointment.id);
    const state = dayStateOf(appointment, patient, nowMs);
    if (!state) return [];
    const { id, label, startsAt } = appointment;
    const listed = due.find(({ invitation }) => invitation.id === id);
    return [
      {
        id,
        startsAtMs: startsAt * 1000,
        label,
        state,
        appointment,
        due: listed,
        ...(patient ? { patient } : {}),
      },
    ];
  });
  const known = new Set(appointments.map(({ id }) => id));
  const unread = due
    .filter(({ invitation }) => !known.has(invitation.id))
    .map((listed): DayRow => {
      const { id, notBefore, startsAt = notBefore } = listed.invitation;
      const label = listed.label ?? '';
      return { id, startsAtMs: startsAt * 1000, label, state: 'due', appointment: undefined, due: listed };
    });
  const rows = [...planned, ...unread].toSorted(byTime);
  const isToday = (row: DayRow) => isSameDay(row.startsAtMs, nowMs) || isGoingOn(row, nowMs);
  const later = rows.filter((row) => row.startsAtMs > nowMs && !isToday(row));
  const ofToday = rows.filter(isToday);
  const days = Map.groupBy(later, ({ startsAtMs }) => new Date(startsAtMs).toDateString());
  return {
    today: ofToday.filter((row) => !isPast(row)),
    past: ofToday.filter(isPast),
    next: [...days.values()].map((ofDay) => ({ dayMs: ofDay[0]?.startsAtMs ?? nowMs, rows: ofDay })),
  };
}

/** Those at the same time keep their places among each other, whatever order they were read in. */
function byTime(one: DayRow, other: DayRow): number {
  return (
    one.startsAtMs - other.startsAtMs || one.label.localeCompare(other.label) || (one.id < other.id ? -1 : 1)
  );
}

function isPast({ state }: DayRow): boolean {
  return state === 'over' || state === 'not-come';
}

/** Begun before midnight, and its link still opens the door or somebody is there. */
function isGoingOn({ state, startsAtMs, appointment, due }: DayRow, nowMs: number): boolean {
  if (state === 'waiting' || state === 'left' || state === 'talking') return true;
  const notAfter = appointment?.notAfter ?? due?.invitation.notAfter ?? 0;
  return startsAtMs <= nowMs && nowMs <= notAfter * 1000 && state !== 'over';
}
