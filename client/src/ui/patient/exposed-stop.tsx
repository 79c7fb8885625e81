import type { GuestView } from '../../guest/guest-view.ts';
import { tExposed } from '../../i18n/exposed.ts';
import { tPatient } from '../../i18n/patient.ts';
import { Notice } from '../notice.tsx';
import { PracticeContact } from '../practice-contact.tsx';
import { PatientScreen } from './patient-screen.tsx';

/** The secret of this link came to the server as a path: what happened, and whether the practice has heard of it. */
export function ExposedStop({ visit }: { visit: GuestView }) {
  const report = visit.exposure.value;
  return (
    <PatientScreen visit={visit} title={tPatient('stop.link.exposed.title')} testId="stopped">
      <p class="lead">{tPatient('stop.link.exposed.happened')}</p>
      <div role="status" data-testid="exposure" data-report={report}>
        <Notice tone={report === 'untold' ? 'warning' : 'info'}>
          {report ? tExposed(`report.${report}`) : tPatient('stop.link.exposed.todo')}
        </Notice>
      </div>
      <PracticeContact practice={visit.practice.value} />
    </PatientScreen>
  );
}
