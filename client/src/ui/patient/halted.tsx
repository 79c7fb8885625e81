import { useSignal } from '@preact/signals';
import { type Alarm, afterAlarm } from '../../crypto/roster-view.ts';
import type { GuestView } from '../../guest/guest-view.ts';
import { tPatient } from '../../i18n/patient.ts';
import { afterForGuest, alarmForGuest } from '../alarm-text.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { PracticeContact } from '../practice-contact.tsx';
import { ConfirmLeave } from './confirm-leave.tsx';
import { NoRelay } from './no-relay.tsx';
import { PatientScreen } from './patient-screen.tsx';

/**
 * Fail closed: nothing is sent or played any more, and the patient learns why and whom to call. Leaving is the one thing to
 * do only where nothing can go on; elsewhere waiting is. It is asked in either case, for it destroys the visit.
 */
export function Halted({ visit, alarm }: { visit: GuestView; alarm: Alarm }) {
  const leaving = useSignal(false);
  const isOver = afterAlarm(alarm) === 'never';
  const isOwnWish = alarm.kind === 'no-relay' && visit.address.hidden.value === 'by-wish';
  return (
    <PatientScreen
      visit={visit}
      title={tPatient('halted.title')}
      testId="halted"
      actions={
        <Button
          look={isOver ? 'primary' : 'quiet'}
          icon="leave"
          testId="leave"
          onClick={() => {
            leaving.value = true;
          }}
        >
          {tPatient('halted.leave')}
        </Button>
      }
    >
      {isOwnWish ? (
        <NoRelay visit={visit} />
      ) : (
        <Notice tone="alarm" icon="alert" live="alert">
          <p>{alarmForGuest(alarm)}</p>
        </Notice>
      )}
      <p>{tPatient('halted.safe')}</p>
      <p>{afterForGuest(alarm, visit.clinicianName.value)}</p>
      <PracticeContact practice={visit.practice.value} />
      {leaving.value && (
        <ConfirmLeave
          visit={visit}
          isOver={isOver}
          onStay={() => {
            leaving.value = false;
          }}
        />
      )}
    </PatientScreen>
  );
}
