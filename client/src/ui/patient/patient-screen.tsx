import type { GuestView } from '../../guest/guest-view.ts';
import { tPatient } from '../../i18n/patient.ts';
import { NameSign } from '../name-sign.tsx';
import { Screen, type ScreenProps } from '../screen.tsx';
import { QuickExit, QuickExitPlace } from './quick-exit.tsx';

/**
 * A patient's screen always says whose practice this is, and how to go on. The window's title, which the browser keeps in its
 * history for whoever looks there later, does not.
 */
export function PatientScreen({
  visit,
  ...screen
}: Omit<ScreenProps, 'above' | 'wayOut' | 'wayOutPlace' | 'holdsActions' | 'pageTitle'> & {
  visit: GuestView;
}) {
  const practice = visit.practice.value?.name;
  const names = [practice, visit.clinicianName.value];
  const pageTitle = names.some((name) => name && screen.title.includes(name))
    ? tPatient('page.title')
    : screen.title;
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
