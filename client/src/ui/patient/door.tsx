import type { DoorAnswer, Kind } from '@sprechzimmer/protocol';
import type { GuestView } from '../../guest/guest-view.ts';
import { tBefore } from '../../i18n/before.ts';
import { formatDay, formatSpan } from '../../i18n/format.ts';
import { tPatient } from '../../i18n/patient.ts';
import { tWhen } from '../../i18n/when.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { appointmentText } from './appointment-time.tsx';
import { OtherBrowser } from './other-browser.tsx';
import { PatientScreen } from './patient-screen.tsx';

export interface DoorProps {
  readonly visit: GuestView;
  readonly door: DoorAnswer;
  readonly nowMs: number;
  readonly onEnter: () => void;
}

/** Whose practice this is, who can hear it, and one button. */
export function Door({ visit, door, nowMs, onEnter }: DoorProps) {
  const clinician = door.clinician.name;
  // What stands in the way comes first, what is a mere possibility last.
  const isElsewhereBetter = visit.window.isInsideApp || visit.window.lacksMedia;
  const begins = visit.begins.value;
  const day = formatDay(door.notBefore * 1000, nowMs);
  const span = formatSpan(door.notBefore * 1000, door.notAfter * 1000);
  return (
    <PatientScreen
      visit={visit}
      title={tPatient('door.title', { clinician })}
      testId="door"
      actions={
        <Button look="primary" icon="door" onClick={onEnter} testId="door-enter">
          {tPatient('door.enter')}
        </Button>
      }
    >
      <p class="lead">
        {kindText(door.kind)}.{' '}
        {begins ? appointmentText(begins, nowMs) : tPatient('door.open', { day, span })}
      </p>
      {begins && <p>{tWhen('open', { span })}</p>}
      {isElsewhereBetter && <OtherBrowser visit={visit} />}
      {door.state === 'opened' && <Notice>{tPatient('door.elsewhere')}</Notice>}
      <p>{tPatient('door.who', { clinician })}</p>
      <details>
        <summary>{tPatient('door.howTitle')}</summary>
        <p>{tPatient('door.howText', { clinician })}</p>
      </details>
      <details>
        <summary>{tBefore('quick.title')}</summary>
        <p>{tBefore('quick.text', { clinician })}</p>
        <p class="hint">{tBefore('quick.trace')}</p>
      </details>
      <p>{tPatient('door.needNothing')}</p>
      {!isElsewhereBetter && <OtherBrowser visit={visit} />}
    </PatientScreen>
  );
}

function kindText(kind: Kind): string {
  switch (kind) {
    case 'video':
      return tPatient('door.kindVideo');
    case 'chat':
      return tPatient('door.kindChat');
    case 'group':
      return tPatient('door.kindGroup');
  }
}
