/** In the waiting room: the clinician has asked once more. One question after the other, with what was answered before. */

import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import type { GuestView } from '../../guest/guest-view.ts';
import { tBefore } from '../../i18n/before.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';
import { Question } from './questions.tsx';

export interface AnswerAgainProps {
  readonly visit: GuestView;
  /** The waiting room, with the request in it where there is one. */
  readonly children: (request: ComponentChildren) => ComponentChildren;
}

export function AnswerAgain({ visit, children }: AnswerAgainProps) {
  const { asked, askedAgain, answer } = visit.before;
  const at = useSignal<number | undefined>(undefined);
  const sending = useTask();
  const step = at.value === undefined ? undefined : asked.value[at.value];
  if (!askedAgain.value || asked.value.length === 0) return children(undefined);
  if (at.value === undefined || step === undefined)
    return children(
      <Request
        visit={visit}
        onBegin={() => {
          at.value = 0;
        }}
      />,
    );
  const index = at.value;
  const isLast = index === asked.value.length - 1;
  return (
    <Question
      key={step.question}
      visit={visit}
      question={step.question}
      sends={isLast}
      busy={sending.busy}
      notice={
        sending.failure !== undefined && (
          <Notice tone="warning" live="alert">
            {tShared('common.failed')}
          </Notice>
        )
      }
      onNext={() => {
        if (isLast) sending.run(answer);
        else at.value = index + 1;
      }}
      onBack={() => {
        at.value = index === 0 ? undefined : index - 1;
      }}
    />
  );
}

function Request({ visit, onBegin }: { visit: GuestView; onBegin: () => void }) {
  return (
    <section class="flow card" aria-labelledby="again-heading" data-testid="asked-again">
      <h2 id="again-heading">{tBefore('again.title', { clinician: visit.clinicianName.value })}</h2>
      <p class="only-read" role="status">
        {tBefore('again.title', { clinician: visit.clinicianName.value })}
      </p>
      <p>{tBefore('again.text')}</p>
      <Button look="primary" onClick={onBegin} testId="answer-again">
        {tBefore('again.begin')}
      </Button>
    </section>
  );
}
