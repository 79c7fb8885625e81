import type { DeskView } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { NameSign } from '../name-sign.tsx';
import { Screen, type ScreenProps } from '../screen.tsx';

/** A screen of the desk before it is open: sign-in and keys. */
export function DeskScreen({
  desk,
  ...screen
}: Omit<ScreenProps, 'above' | 'pageTitle'> & { desk: DeskView }) {
  return (
    <Screen
      {...screen}
      above={<NameSign name={desk.practiceName.value} />}
      pageTitle={tDesk('page.title', { screen: screen.title })}
    />
  );
}
