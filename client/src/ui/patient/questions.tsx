/** The questions come after the door has been passed: their screens are loaded meanwhile. */

import { signal, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { tBefore } from '../../i18n/before.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { PatientScreen } from './patient-screen.tsx';
import type { QuestionStepProps } from './question-step.tsx';

type Screens = typeof import('./question-step.tsx');

const loaded = signal<Screens | undefined>(undefined);

/** Safe to call often. @throws when the network does not bring them */
export async function loadQuestions(): Promise<void> {
  loaded.value ??= await import('./question-step.tsx');
}

export function Question(props: QuestionStepProps) {
  const screens = loaded.value;
  const failed = useSignal(false);
  const load = () => {
    failed.value = false;
    loadQuestions().catch(() => {
      failed.value = true;
    });
  };
  useEffect(load, []);
  if (screens) return <screens.QuestionStep {...props} />;
  return (
    <PatientScreen
      visit={props.visit}
      title={tBefore(`${props.question}.title`)}
      actions={failed.value && <Button onClick={load}>{tShared('common.tryAgain')}</Button>}
    >
      {failed.value ? (
        <Notice tone="warning" live="alert">
          {tShared('common.failed')}
        </Notice>
      ) : (
        <p role="status">{tBefore('step.loading')}</p>
      )}
    </PatientScreen>
  );
}
