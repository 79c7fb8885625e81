import type { GuestView } from '../../guest/guest-view.ts';
import { tPatient } from '../../i18n/patient.ts';
import { Screen, type ScreenProps } from '../screen.tsx';

/** A patient's screen always says whose practice this is. */
export function PatientScreen({
  visit,
  ...screen
}: Omit<ScreenProps, 'above' | 'pageTitle'> & { visit: GuestView }) {
  const practice = visit.practice.value?.name;
  const pageTitle = practice ? tPatient('page.title', { screen: screen.title, practice }) : screen.title;
  return <Screen {...screen} above={practice} pageTitle={pageTitle} />;
}
