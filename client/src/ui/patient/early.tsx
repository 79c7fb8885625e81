import type { GuestView } from '../../guest/guest-view.ts';
import { formatCountdown, formatDay, formatTime } from '../../i18n/format.ts';
import { tPatient } from '../../i18n/patient.ts';
import { PracticeContact } from '../practice-contact.tsx';
import { appointmentText } from './appointment-time.tsx';
import { PatientScreen } from './patient-screen.tsx';

export interface EarlyProps {
  readonly visit: GuestView;
  /** Unix seconds. */
  readonly notBefore: number;
  /** By the server's clock. */
  readonly nowMs: number;
}

const hourMs = 3_600_000;

/** Before the waiting room opens: a clock that lets the patient in by itself. */
export function Early({ visit, notBefore, nowMs }: EarlyProps) {
  const begins = visit.begins.value;
  const opensMs = notBefore * 1000;
  const soon = opensMs - nowMs < hourMs;
  return (
    <PatientScreen visit={visit} title={tPatient('early.title')} testId="early">
      <p class="lead">
        {begins && `${appointmentText(begins, nowMs)} `}
        {tPatient('early.opens', { day: formatDay(opensMs, nowMs), time: formatTime(opensMs) })}
      </p>
      {soon && (
        <>
          <p class="countdown" role="timer">
            {tPatient('early.countdown', { left: formatCountdown(opensMs, nowMs) })}
          </p>
          <p>{tPatient('early.stay')}</p>
        </>
      )}
      <p>{tPatient('early.later')}</p>
      <PracticeContact practice={visit.practice.value} />
    </PatientScreen>
  );
}
