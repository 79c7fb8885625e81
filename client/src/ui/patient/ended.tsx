import type { GuestStage, GuestView } from '../../guest/guest-view.ts';
import { tBefore } from '../../i18n/before.ts';
import { tExposed } from '../../i18n/exposed.ts';
import { tFiles } from '../../i18n/files.ts';
import { tPatient } from '../../i18n/patient.ts';
import { tWay } from '../../i18n/way.ts';
import { hasSaved } from '../chat/saved-files.ts';
import { PracticeContact } from '../practice-contact.tsx';
import { CrisisNumbers, NextAppointment } from './afterwards.tsx';
import { PatientScreen } from './patient-screen.tsx';

type End = Extract<GuestStage, { stage: 'ended' }>;

/** Afterwards: it is over, and nothing of it is left here. */
export function Ended({ visit, end }: { visit: GuestView; end: End }) {
  const { why, next } = end;
  const practice = visit.practice.value;
  const { title, text } = words(end, visit.clinicianName.value);
  return (
    <PatientScreen visit={visit} title={title} testId="ended">
      {text && <p class="lead">{text}</p>}
      <NextAppointment next={next} />
      <p class={text ? '' : 'lead'}>{tPatient('ended.nothingLeft')}</p>
      <p class="hint">{tBefore('quick.trace')}</p>
      {hasSaved.value && <p data-testid="saved-note">{tFiles('saved.note')}</p>}
      <p>{tPatient('ended.close')}</p>
      <CrisisNumbers practice={practice} />
      {(why !== 'ended' || practice?.phone || practice?.email) && <PracticeContact practice={practice} />}
    </PatientScreen>
  );
}

function words({ why, inWaitingRoom }: End, clinician: string): { title: string; text?: string } {
  switch (why) {
    case 'ended':
      // Nobody has spoken here: the conversation may just as well be going on elsewhere.
      return inWaitingRoom
        ? { title: tWay('move.endedTitle'), text: tWay('move.goesOn') }
        : { title: tPatient('ended.title') };
    case 'left':
      return { title: tPatient('ended.leftTitle') };
    case 'declined':
      return { title: tPatient('ended.declinedTitle'), text: tPatient('ended.declinedText', { clinician }) };
    case 'window-closed':
      return { title: tPatient('ended.windowTitle'), text: tPatient('ended.windowText') };
    case 'exposed':
      return { title: tPatient('stop.link.exposed.title'), text: tExposed('ended') };
  }
}
