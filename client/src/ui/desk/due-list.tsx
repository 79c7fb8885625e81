/** Invitations that nobody has come with yet. */

import { useSignal } from '@preact/signals';
import type { DeskView, DueInvitation, NewLink } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { formatDay, formatSpan } from '../../i18n/format.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { Confirm, Dialog } from '../dialog.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';
import { failureText } from './fault-text.ts';
import { LinkCard } from './link-card.tsx';
import { LostLinks } from './lost-links.tsx';

export function DueList({ desk, nowMs }: { desk: DeskView; nowMs: number }) {
  const due = desk.due.value
    .filter(({ invitation }) => invitation.state === 'invited' || invitation.state === 'redeemed')
    .toSorted((one, other) => one.invitation.notBefore - other.invitation.notBefore);
  const [lost, alive] = [due.filter((each) => each.lost), due.filter((each) => !each.lost)];
  return (
    <section class="desk-due" aria-labelledby="due-heading">
      <h2 id="due-heading">{tDesk('due.title')}</h2>
      {due.length === 0 && <p class="empty">{tDesk('due.none')}</p>}
      <LostLinks desk={desk} lost={lost} nowMs={nowMs} />
      <ul class="cards">
        {alive.map((each) => (
          <DueItem key={each.invitation.id} desk={desk} due={each} nowMs={nowMs} />
        ))}
      </ul>
    </section>
  );
}

function DueItem({ desk, due, nowMs }: { desk: DeskView; due: DueInvitation; nowMs: number }) {
  const { invitation, label } = due;
  const who = label?.trim() || invitation.guestName;
  const link = useSignal<NewLink | undefined>(undefined);
  const cancelling = useSignal(false);
  const task = useTask();
  const show = async () => {
    link.value = await desk.linkAgain(invitation.id);
  };
  const cancel = async () => {
    await desk.cancel(invitation.id);
    cancelling.value = false;
  };
  return (
    <li class="card card-small" data-testid="due" data-invitation={invitation.id}>
      <h3>{who}</h3>
      <p class="card-meta">
        {tDesk('due.window', {
          day: formatDay(invitation.notBefore * 1000, nowMs),
          span: formatSpan(invitation.notBefore * 1000, invitation.notAfter * 1000),
        })}
        {' · '}
        {invitation.state === 'redeemed' ? tDesk('due.redeemed') : tDesk('due.open')}
      </p>
      <div class="button-row">
        <Button
          look="quiet"
          busy={task.busy}
          label={tDesk('due.linkName', { who })}
          testId="link-again"
          onClick={() => task.run(show)}
        >
          {tDesk('due.link')}
        </Button>
        {invitation.state === 'invited' && (
          <Button
            look="quiet"
            label={tDesk('due.cancelName', { who })}
            testId="cancel-invitation"
            onClick={() => {
              cancelling.value = true;
            }}
          >
            {tDesk('due.cancel')}
          </Button>
        )}
      </div>
      {task.failure !== undefined && (
        <Notice tone="warning" live="alert">
          {failureText(task.failure)}
        </Notice>
      )}
      {link.value && (
        <Dialog
          title={tDesk('link.again')}
          onClose={() => {
            link.value = undefined;
          }}
          closable
          testId="link-dialog"
        >
          <LinkCard
            link={link.value}
            clinician={desk.clinicianName.value}
            onDone={() => {
              link.value = undefined;
            }}
          />
        </Dialog>
      )}
      {cancelling.value && (
        <Confirm
          title={tDesk('due.cancelTitle', { who })}
          confirm={tDesk('due.cancelConfirm')}
          stay={tShared('common.back')}
          busy={task.busy}
          onConfirm={() => task.run(cancel)}
          onStay={() => {
            cancelling.value = false;
          }}
        >
          <p>{tDesk('due.cancelText')}</p>
        </Confirm>
      )}
    </li>
  );
}
