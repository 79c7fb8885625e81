import { useEffect } from 'preact/hooks';
import type { GuestView, StopReason } from '../../guest/guest-view.ts';
import { passesByItself } from '../../guest/stop-reason.ts';
import { tShared } from '../../i18n/shared.ts';
import { tWay } from '../../i18n/way.ts';
import { Button } from '../button.tsx';
import { Notice } from '../notice.tsx';
import { PracticeContact } from '../practice-contact.tsx';
import { useNow } from '../use-now.ts';
import { useTask } from '../use-task.ts';
import { Early } from './early.tsx';
import { ExposedStop } from './exposed-stop.tsx';
import { HandOn } from './other-browser.tsx';
import { PatientScreen } from './patient-screen.tsx';
import { stopText } from './stop-text.ts';
import { useReturn } from './use-return.ts';

export interface StoppedProps {
  readonly visit: GuestView;
  readonly reason: StopReason;
  readonly canRetry: boolean;
}

/** Cannot go on: what happened, what to do now, and the practice's number. */
export function Stopped({ visit, reason, canRetry }: StoppedProps) {
  const retrying = useTask();
  useReturn(visit, canRetry && passesByItself(reason), () => retrying.run(() => visit.retry()));
  if (reason.kind === 'problem' && reason.code === 'too-early' && reason.notBefore !== undefined)
    return <EarlyStop visit={visit} notBefore={reason.notBefore} canRetry={canRetry} />;
  if (reason.kind === 'link' && reason.fault === 'exposed') return <ExposedStop visit={visit} />;
  const { title, happened, todo } = stopText(reason, visit.clinicianName.value);
  const isInOtherTab = reason.kind === 'other-tab' || reason.kind === 'taken-over';
  return (
    <PatientScreen
      visit={visit}
      title={title}
      testId="stopped"
      actions={
        isInOtherTab ? (
          <Button
            look={reason.kind === 'taken-over' ? 'plain' : 'primary'}
            busy={retrying.busy}
            testId="go-on-here"
            onClick={() => retrying.run(() => visit.goOnHere())}
          >
            {tWay('stop.goOnHere')}
          </Button>
        ) : (
          canRetry && (
            <Button
              look="primary"
              busy={retrying.busy}
              testId="retry"
              onClick={() => retrying.run(() => visit.retry())}
            >
              {tShared('common.tryAgain')}
            </Button>
          )
        )
      }
    >
      <p class="lead">{happened}</p>
      <Notice>{todo}</Notice>
      {retrying.failure !== undefined && (
        <Notice tone="warning" live="alert">
          {tShared('common.failed')}
        </Notice>
      )}
      {(reason.kind === 'browser' || reason.kind === 'storage') && <HandOn visit={visit} />}
      {!isInOtherTab && <PracticeContact practice={visit.practice.value} />}
    </PatientScreen>
  );
}

/** Asks again by itself when the waiting room opens. */
function EarlyStop({
  visit,
  notBefore,
  canRetry,
}: {
  visit: GuestView;
  notBefore: number;
  canRetry: boolean;
}) {
  const nowMs = useNow(1000);
  const open = nowMs >= notBefore * 1000;
  const retrying = useTask();
  useEffect(() => {
    if (open && canRetry) retrying.run(() => visit.retry());
  }, [open, canRetry]);
  return <Early visit={visit} notBefore={notBefore} nowMs={nowMs} />;
}
