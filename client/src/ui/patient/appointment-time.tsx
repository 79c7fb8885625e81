/** When the appointment begins, as its patient reads it. */

import type { Beginning } from '../../guest/beginning.ts';
import type { GuestView } from '../../guest/guest-view.ts';
import { formatDay, formatTime } from '../../i18n/format.ts';
import { tWhen } from '../../i18n/when.ts';

/** @param nowMs by the same clock as the practice's */
export function appointmentText({ atMs }: Beginning, nowMs: number): string {
  return tWhen('appointment', { day: formatDay(atMs, nowMs), time: formatTime(atMs) });
}

/** For whoever waits. Nothing where nobody has said when it begins. */
export function AppointmentTime({ visit }: { visit: GuestView }) {
  const begins = visit.begins.value;
  if (!begins) return null;
  const aheadMs = begins.hereMs - begins.atMs;
  return <p data-testid="appointment">{appointmentText(begins, Date.now() - aheadMs)}</p>;
}
