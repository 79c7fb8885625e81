/** From the form's fields to an appointment, on this device's clock and calendar. */

export interface AppointmentFields {
  /** `2026-11-23`, as `<input type="date">` gives it; empty when it is not filled in. */
  readonly date: string;
  /** `10:02`. */
  readonly time: string;
  readonly minutes: string;
}

export interface Appointment {
  /** Unix seconds. */
  readonly startsAt: number;
  readonly minutes: number;
}

export type AppointmentFault = 'missing' | 'past' | 'minutes';

const shortestMinutes = 5;
const longestMinutes = 480;

/** `past` only when it would already be over: a session may be on while its link is made. */
export function readAppointment(
  { date, time, minutes }: AppointmentFields,
  nowMs: number,
): Appointment | { readonly fault: AppointmentFault } {
  const startsMs = new Date(`${date}T${time}`).getTime();
  if (date === '' || time === '' || Number.isNaN(startsMs)) return { fault: 'missing' };
  const length = Number(minutes);
  if (!Number.isInteger(length) || length < shortestMinutes || length > longestMinutes)
    return { fault: 'minutes' };
  if (startsMs + length * 60_000 <= nowMs) return { fault: 'past' };
  return { startsAt: Math.floor(startsMs / 1000), minutes: length };
}

/** Value for `<input type="date">`. */
export function dateInput(date: Date): string {
  return [date.getFullYear(), two(date.getMonth() + 1), two(date.getDate())].join('-');
}

/** Value for `<input type="time">`. */
export function timeInput(date: Date): string {
  return `${two(date.getHours())}:${two(date.getMinutes())}`;
}

function two(value: number): string {
  return String(value).padStart(2, '0');
}
