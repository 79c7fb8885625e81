import type { Alarm } from '../../crypto/roster-view.ts';
import type { GuestView } from '../../guest/guest-view.ts';
import { tPatient } from '../../i18n/patient.ts';
import { afterForGuest, alarmForGuest } from '../alarm-text.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { PracticeContact } from '../practice-contact.tsx';
import { useTask } from '../use-task.ts';
import { NoRelay } from './no-relay.tsx';
import { PatientScreen } from './patient-screen.tsx';

/** Fail closed: nothing is sent or played any more, and the patient learns why and whom to call. */
export function Halted({ visit, alarm }: { visit: GuestView; alarm: Alarm }) {
  const leaving = useTask();
  const isOwnWish = alarm.kind === 'no-relay' && visit.address.hidden.value === 'by-wish';
  return (
    <PatientScreen
      visit={visit}
      title={tPatient('halted.title')}
      testId="halted"
      actions={
        <Button
          look="primary"
          icon="leave"
          busy={leaving.busy}
          testId="leave"
          onClick={() => leaving.run(() => visit.leave())}
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
      <p>{afterForGuest(alarm)}</p>
      <PracticeContact practice={visit.practice.value} />
    </PatientScreen>
  );
}
