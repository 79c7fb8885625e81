/** In the waiting room, where the clinician cannot check the link: what is not certain yet, and how it becomes so. */

import type { ComparisonState, ComparisonView } from '../../crypto/comparison-view.ts';
import type { GuestView } from '../../guest/guest-view.ts';
import { tCompare } from '../../i18n/compare.ts';
import { Button } from '../button.tsx';
import { lastTry, PictureAnswers } from '../comparison.tsx';
import { Notice } from '../notice.tsx';
import { PracticeContact } from '../practice-contact.tsx';
import { useTask } from '../use-task.ts';

export function CompareStep({ visit, comparison }: { visit: GuestView; comparison: ComparisonView }) {
  const state = comparison.state.value;
  return (
    <section
      class="flow card"
      aria-labelledby="compare-heading"
      data-testid="compare"
      data-state={state.state}
    >
      <h2 id="compare-heading">{headingOf(state.state)}</h2>
      <Step visit={visit} comparison={comparison} />
    </section>
  );
}

/** What is to be done now, not what is lacking: nobody who is here has done anything wrong. */
function headingOf(state: ComparisonState['state']): string {
  switch (state) {
    case 'needed':
      return tCompare('guest.titleNeeded');
    case 'asked':
      return tCompare('guest.titleAsked');
    case 'preparing':
    case 'compare':
      return tCompare('guest.titleCompare');
    case 'waiting':
      return tCompare('guest.titleWaiting');
    case 'done':
      return tCompare('guest.titleDone');
    case 'differ':
      return tCompare('guest.differTitle');
  }
}

function Step({ visit, comparison }: { visit: GuestView; comparison: ComparisonView }) {
  const clinician = visit.clinicianName.value;
  const state = comparison.state.value;
  const task = useTask();
  switch (state.state) {
    case 'needed': {
      const last = lastTry(state);
      return (
        <>
          {last && <Notice live="polite">{last}</Notice>}
          <p>{tCompare('guest.needed', { clinician })}</p>
          <p>{tCompare('guest.ready')}</p>
          <PracticeContact practice={visit.practice.value} />
        </>
      );
    }
    case 'asked':
      return (
        <>
          <p role="status">{tCompare('guest.asked', { clinician })}</p>
          <p>{tCompare('guest.askedHow')}</p>
          <div class="button-row">
            <Button
              look="primary"
              busy={task.busy}
              testId="compare-begin"
              onClick={() => task.run(() => comparison.begin())}
            >
              {tCompare('begin')}
            </Button>
            <Button look="quiet" testId="compare-cancel" onClick={() => task.run(() => comparison.cancel())}>
              {tCompare('notNow')}
            </Button>
          </div>
        </>
      );
    case 'preparing':
      return <p role="status">{tCompare('preparing')}</p>;
    case 'compare':
      return <PictureAnswers comparison={comparison} state={state} />;
    case 'waiting':
      return <p role="status">{tCompare('guest.waiting')}</p>;
    case 'done':
      return <p role="status">{tCompare('guest.done', { clinician })}</p>;
    case 'differ':
      return <p role="alert">{tCompare('guest.differHappened', { clinician })}</p>;
  }
}
