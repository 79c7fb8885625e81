/** What both sides see of a comparison once it runs: the pictures, the two answers, and why the last try came to nothing. */

import type { ComparisonState, ComparisonView } from '../crypto/comparison-view.ts';
import { tCompare } from '../i18n/compare.ts';
import { Button } from './button.tsx';
import { Pictures } from './pictures.tsx';
import { useTask } from './use-task.ts';

/** Neither answer stands out: whoever is in a hurry must not find one of them quicker than the other. */
export function PictureAnswers({
  comparison,
  state,
}: {
  comparison: ComparisonView;
  state: Extract<ComparisonState, { state: 'compare' }>;
}) {
  const task = useTask();
  return (
    <>
      <p>{tCompare('read')}</p>
      <Pictures pictures={state.pictures} />
      <div class="button-pair">
        <Button
          busy={task.busy}
          testId="pictures-same"
          onClick={() => task.run(() => comparison.theyMatch())}
        >
          {tCompare('same')}
        </Button>
        <Button
          busy={task.busy}
          testId="pictures-differ"
          onClick={() => task.run(() => comparison.theyDiffer())}
        >
          {tCompare('differ')}
        </Button>
      </div>
    </>
  );
}

/** Why the try before this one came to nothing, if there was one. */
export function lastTry(state: Extract<ComparisonState, { state: 'needed' }>): string | undefined {
  switch (state.last) {
    case 'stopped':
    case 'elsewhere':
      return tCompare('last.stopped');
    case 'timed-out':
      return tCompare('last.timedOut');
    case 'failed':
      return tCompare('last.failed');
    default:
      return undefined;
  }
}
