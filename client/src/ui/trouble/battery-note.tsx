import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { tTrouble } from '../../i18n/trouble.ts';
import { Notice } from '../notice.tsx';
import { useLowBattery } from './low-battery.ts';

/** Whole percent, given by whoever shows the note without an empty battery. */
export const KnownBattery = createContext<number | undefined>(undefined);

/** Stands inside a live region of the screen it is on. */
export function LowBattery() {
  const measured = useLowBattery();
  const percent = useContext(KnownBattery) ?? measured;
  if (percent === undefined) return null;
  return (
    <Notice icon="alert" testId="low-battery">
      {tTrouble('battery.low', { percent })}
    </Notice>
  );
}
