import type { GuestView } from '../../guest/guest-view.ts';
import { tBefore } from '../../i18n/before.ts';
import { Button } from '../button.tsx';
import { PracticeContact } from '../practice-contact.tsx';
import { useTask } from '../use-task.ts';
import { PatientScreen } from './patient-screen.tsx';

/** Back after leaving in a hurry: it goes on when a person says so, and not by itself. */
export function Returned({ visit }: { visit: GuestView }) {
  const going = useTask();
  return (
    <PatientScreen
      visit={visit}
      title={tBefore('returned.title')}
      testId="returned"
      actions={
        <Button
          look="primary"
          icon="door"
          busy={going.busy}
          testId="go-on"
          onClick={() => going.run(() => visit.retry())}
        >
          {tBefore('returned.goOn')}
        </Button>
      }
    >
      <p class="lead">{tBefore('returned.text')}</p>
      <PracticeContact practice={visit.practice.value} />
    </PatientScreen>
  );
}
