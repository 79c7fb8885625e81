import type { ReadonlySignal } from '@preact/signals';
import { createContext } from 'preact';
import { useContext } from 'preact/hooks';
import { tPatient } from '../../i18n/patient.ts';
import { SteadyText } from '../steady-text.tsx';

/** Given by whoever shows the note without a screen that goes dark. */
export const KnownAwake = createContext<boolean | undefined>(undefined);

/** Whether this screen stays on while somebody waits. Its place is there before the browser has said so. */
export function ScreenNote({ awake }: { awake: ReadonlySignal<boolean | undefined> }) {
  const known = useContext(KnownAwake);
  const isAwake = known ?? awake.value;
  const texts = [tPatient('waiting.screenAwake'), tPatient('waiting.screenDark')];
  return (
    <p class="hint" data-testid={isAwake === undefined ? undefined : 'screen-note'} data-awake={isAwake}>
      <SteadyText others={texts}>
        {isAwake === undefined ? undefined : tPatient(isAwake ? 'waiting.screenAwake' : 'waiting.screenDark')}
      </SteadyText>
    </p>
  );
}
