/**
 * The appointments in the clinician's own notebook, and how far each has come. Pure. The notebook says what is planned
 * and what is over; who is there, only a proof says; that a link was opened is the server's hint.
 */

import type { BookEntryContent, Invitation, InvitationId, Kind } from '@sprechzimmer/protocol';
import type { ProvenGuest } from '../storage/desk-record.ts';
import type { DeskPatient } from './desk-view.ts';

/** Times in Unix seconds. */
export interface Appointment {
  readonly id: InvitationId;
  /** May be empty. */
  readonly label: string;
  readonly kind: Kind;
  /** As the server says; else by the practice's present settings, from the beginning of the link's window. */
  readonly startsAt: number;
  readonly notAfter: number;
  /**
   * `open`: nobody has come with this link. `opened`: some browser has opened it, which proves nothing. `came`: somebody
   * has proven to have it. `closed`: over or called off, for good.
   */
  readonly link: 'open' | 'opened' | 'came' | 'closed';
}

export type DayState = 'due' | 'late' | 'waiting' | 'left' | 'talking' | 'over' | 'not-come';

export interface AppointmentFacts {
  readonly entries: Iterable<BookEntryContent>;
  readonly isClosed: (id: InvitationId) => boolean;
  readonly invitations: readonly Invitation[];
  readonly proven: readonly ProvenGuest[];
  /** How long before an appointment its link opens. */
  readonly opensMinutesBefore: number;
}

/** All that the notebook holds, the earliest first. */
export function appointmentsOf(facts: AppointmentFacts): readonly Appointment[] {
  const opened = new Set(facts.invitations.filter(({ state }) => state === 'redeemed').map(({ id }) => id));
  // Who was compared with only claims a link.
  const came = new Set(facts.proven.filter(({ comparedAt }) => comparedAt === undefined).map(({ id }) => id));
  const beginnings = new Map(facts.invitations.map(({ id, startsAt }) => [id, startsAt]));
  const linkOf = ({ id, closed }: BookEntryContent): Appointment['link'] => {
    if (closed || facts.isClosed(id)) return 'closed';
    if (came.has(id)) return 'came';
    return opened.has(id) ? 'opened' : 'open';
  };
  return [...facts.entries]
    .map((entry) => ({
      id: entry.id,
      label: entry.label,
      kind: entry.kind,
      startsAt: startOf(entry, beginnings.get(entry.id), facts.opensMinutesBefore),
      notAfter: entry.not_after,
      link: linkOf(entry),
    }))
    .toSorted((one, other) => one.startsAt - other.startsAt);
}

/**
 * When the appointment of an entry begins, in Unix seconds.
 * @param told what the server says; outside of the entry's window it counts for nothing
 */
export function startOf(
  { not_before, not_after }: Pick<BookEntryContent, 'not_before' | 'not_after'>,
  told: number | undefined,
  opensMinutesBefore: number,
): number {
  if (told !== undefined && told >= not_before && told <= not_after) return told;
  return not_before + opensMinutesBefore * 60;
}

/** So long after the beginning somebody who has not come is somebody to call. */
export const lateAfterMinutes = 5;

/**
 * @param patient who has proven to have the link of this appointment and is there, if anybody
 * @returns undefined for what was called off before it began: it is nobody's day any more
 */
export function dayStateOf(
  { link, startsAt, notAfter }: Appointment,
  patient: DeskPatient | undefined,
  nowMs: number,
): DayState | undefined {
  if (patient?.leftAtMs !== undefined) return 'left';
  if (patient?.visit.phase === 'in-session') return 'talking';
  if (patient) return 'waiting';
  const now = nowMs / 1000;
  if (link === 'closed') return now < startsAt ? undefined : 'over';
  if (now > notAfter) return link === 'came' ? 'over' : 'not-come';
  if (now >= startsAt + lateAfterMinutes * 60) return 'late';
  return 'due';
}

/** Whether the two times, in Unix milliseconds, are on one day of this device's calendar. */
export function isSameDay(oneMs: number, otherMs: number): boolean {
  return new Date(oneMs).toDateString() === new Date(otherMs).toDateString();
}
