import type { GuestView } from '../../guest/guest-view.ts';
import { tPatient } from '../../i18n/patient.ts';
import { NameSign } from '../name-sign.tsx';
import { Screen, type ScreenProps } from '../screen.tsx';
import { QuickExit, QuickExitPlace } from './quick-exit.tsx';

/** A patient's screen always says whose practice this is, and how to go on. */
export function PatientScreen({
  visit,
  ...screen
}: Omit<ScreenProps, 'above' | 'wayOut' | 'wayOutPlace' | 'holdsActions' | 'pageTitle'> & { visit: GuestView }) {
  const practice = visit.practice.value?.name;
  const pageTitle = practice ? tPatient('page.title', { screen: screen.title, practice }) : screen.title;
  return (
    <Screen
      {...screen}
      above={practice && <NameSign name={practice} />}
      wayOut={<QuickExit visit={visit} />}
      wayOutPlace={<QuickExitPlace />}
      pageTitle={pageTitle}
      holdsActions
    />
  );
}
