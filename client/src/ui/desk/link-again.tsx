/** The same link once more: to show, to read out, to send. */

import { useSignal } from '@preact/signals';
import type { InvitationId } from '@sprechzimmer/protocol';
import type { DeskView, NewLink } from '../../desk/desk-view.ts';
import { tDay } from '../../i18n/day.ts';
import { tDesk } from '../../i18n/desk.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';
import { failureText } from './fault-text.ts';
import { LinkCard } from './link-card.tsx';

export interface LinkAgainProps {
  readonly desk: DeskView;
  readonly id: InvitationId;
  readonly who: string;
  /** Whoever it is for has come with it already: what it is still good for is said. */
  readonly isUsed?: boolean;
}

export function LinkAgain({ desk, id, who, isUsed }: LinkAgainProps) {
  const link = useSignal<NewLink | undefined>(undefined);
  const task = useTask();
  const close = () => {
    link.value = undefined;
  };
  return (
    <>
      <Button
        look="quiet"
        busy={task.busy}
        label={tDesk('due.linkName', { who })}
        testId="link-again"
        onClick={() =>
          task.run(async () => {
            link.value = await desk.linkAgain(id);
          })
        }
      >
        {tDesk('due.link')}
      </Button>
      {task.failure !== undefined && (
        <Notice tone="warning" live="alert">
          {failureText(task.failure)}
        </Notice>
      )}
      {link.value && (
        <Dialog title={tDesk('link.again')} onClose={close} closable testId="link-dialog">
          {isUsed && <Notice icon="door">{tDay('link.resendHint')}</Notice>}
          <LinkCard link={link.value} clinician={desk.clinicianName.value} onDone={close} />
        </Dialog>
      )}
    </>
  );
}
