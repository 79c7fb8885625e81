import { tTrouble } from '../../i18n/trouble.ts';
import { Notice } from '../notice.tsx';
import { useLowBattery } from './low-battery.ts';

/** Stands inside a live region of the screen it is on. */
export function LowBattery() {
  const percent = useLowBattery();
  if (percent === undefined) return null;
  return (
    <Notice icon="alert" testId="low-battery">
      {tTrouble('battery.low', { percent })}
    </Notice>
  );
}
