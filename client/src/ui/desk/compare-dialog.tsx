/** Leads the clinician through comparing pictures with somebody whose link is in no notebook of theirs. */

import type { ComparisonView } from '../../crypto/comparison-view.ts';
import { tCompare } from '../../i18n/compare.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { lastTry, PictureAnswers } from '../comparison.tsx';
import { Dialog } from '../dialog.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';
import { failureText } from './fault-text.ts';

export interface CompareDialogProps {
  readonly comparison: ComparisonView;
  readonly who: string;
  readonly onClose: () => void;
}

export function CompareDialog({ comparison, who, onClose }: CompareDialogProps) {
  const { state } = comparison.state.value;
  const leave = () => {
    if (state === 'asked' || state === 'preparing' || state === 'compare' || state === 'waiting')
      void comparison.cancel().catch(() => undefined);
    onClose();
  };
  return (
    <Dialog
      title={tCompare(state === 'differ' ? 'desk.titleDiffer' : 'desk.titleWho', { who })}
      onClose={leave}
      closable
      testId="compare-dialog"
    >
      <div class="flow" data-testid="compare" data-state={state}>
        <Step comparison={comparison} onClose={onClose} />
      </div>
    </Dialog>
  );
}

function Step({ comparison, onClose }: { comparison: ComparisonView; onClose: () => void }) {
  const state = comparison.state.value;
  const task = useTask();
  switch (state.state) {
    case 'needed': {
      const last = lastTry(state);
      return (
        <>
          {last && <Notice live="polite">{last}</Notice>}
          <p>{tCompare('desk.call')}</p>
          <p>{tCompare('desk.before')}</p>
          <Button
            look="primary"
            busy={task.busy}
            testId="compare-begin"
            onClick={() => task.run(() => comparison.begin())}
          >
            {tCompare('begin')}
          </Button>
          {task.failure !== undefined && (
            <Notice tone="warning" live="alert">
              {failureText(task.failure)}
            </Notice>
          )}
        </>
      );
    }
    case 'asked':
      return <p role="status">{tCompare('desk.asked')}</p>;
    case 'preparing':
      return <p role="status">{tCompare('preparing')}</p>;
    case 'compare':
      return <PictureAnswers comparison={comparison} state={state} />;
    case 'waiting':
      return <p role="status">{tCompare('desk.waiting')}</p>;
    case 'done':
      return <p role="status">{tCompare('desk.done')}</p>;
    case 'differ':
      return (
        <>
          <Notice tone="alarm" icon="alert" live="alert">
            {tCompare('desk.differ')}
          </Notice>
          <Button look="primary" onClick={onClose}>
            {tShared('common.close')}
          </Button>
        </>
      );
  }
}
