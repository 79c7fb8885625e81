/** Links that died with former keys, and a new one for each. */

import { useSignal } from '@preact/signals';
import type { DeskView, DueInvitation, NewLink } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { formatDay, formatSpan } from '../../i18n/format.ts';
import { tKeys } from '../../i18n/keys.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Field } from '../field.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';
import { LinkCard } from './link-card.tsx';
import { Faults } from './sign-in.tsx';

export interface LostLinksProps {
  readonly desk: DeskView;
  readonly lost: readonly DueInvitation[];
  readonly nowMs: number;
}

export function LostLinks({ desk, lost, nowMs }: LostLinksProps) {
  const renewing = useSignal<DueInvitation | undefined>(undefined);
  const close = () => {
    renewing.value = undefined;
  };
  return (
    <>
      {lost.length > 0 && (
        <section class="flow" aria-labelledby="lost-heading" data-testid="lost-links">
          <h3 id="lost-heading">{tKeys('lost.title')}</h3>
          <Notice tone="warning" icon="alert">
            {tKeys('lost.text')}
          </Notice>
          <ul class="cards">
            {lost.map((each) => (
              <LostLink
                key={each.invitation.id}
                lost={each}
                nowMs={nowMs}
                onRenew={() => {
                  renewing.value = each;
                }}
              />
            ))}
          </ul>
        </section>
      )}
      {renewing.value && (
        <RenewDialog
          key={renewing.value.invitation.id}
          desk={desk}
          lost={renewing.value}
          nowMs={nowMs}
          onClose={close}
        />
      )}
    </>
  );
}

function LostLink({ lost, nowMs, onRenew }: { lost: DueInvitation; nowMs: number; onRenew: () => void }) {
  const who = whoOf(lost);
  return (
    <li class="card card-small" data-testid="lost-link" data-invitation={lost.invitation.id}>
      <h4>{who}</h4>
      <p class="card-meta">{tDesk('due.window', timesOf(lost, nowMs))}</p>
      <div class="button-row">
        <Button look="quiet" label={tKeys('lost.renewName', { who })} testId="send-anew" onClick={onRenew}>
          {tKeys('lost.renew')}
        </Button>
      </div>
    </li>
  );
}

/** The invitation leaves the list as soon as its link is made; the dialog stays and shows the new one. */
function RenewDialog({
  desk,
  lost,
  nowMs,
  onClose,
}: {
  desk: DeskView;
  lost: DueInvitation;
  nowMs: number;
  onClose: () => void;
}) {
  const label = useSignal(lost.label ?? '');
  const link = useSignal<NewLink | undefined>(undefined);
  const task = useTask();
  const make = async () => {
    link.value = await desk.sendAnew(lost.invitation.id, label.value.trim());
  };
  const kind = lost.invitation.kind === 'chat' ? tDesk('invite.chat') : tDesk('invite.video');
  return (
    <Dialog
      title={link.value ? tDesk('link.title') : tKeys('lost.renewTitle')}
      onClose={onClose}
      closable
      testId="renew-dialog"
    >
      {link.value ? (
        <LinkCard link={link.value} clinician={desk.clinicianName.value} onDone={onClose} />
      ) : (
        <form
          class="flow"
          noValidate
          onSubmit={(event) => {
            event.preventDefault();
            task.run(make);
          }}
        >
          <p>{tKeys('lost.same', { kind, ...timesOf(lost, nowMs) })}</p>
          <Field label={tDesk('invite.label')} hint={tDesk('invite.labelHint')}>
            {(attributes) => (
              <input
                {...attributes}
                type="text"
                maxLength={80}
                autocomplete="off"
                value={label.value}
                data-testid="renew-label"
                onInput={(event) => {
                  label.value = event.currentTarget.value;
                }}
              />
            )}
          </Field>
          <Faults fault={undefined} failure={task.failure} />
          <div class="actions">
            <Button look="primary" type="submit" busy={task.busy} testId="renew-make">
              {tKeys('lost.make')}
            </Button>
          </div>
        </form>
      )}
    </Dialog>
  );
}

function whoOf({ invitation, label }: DueInvitation): string {
  return label?.trim() || invitation.guestName;
}

function timesOf({ invitation }: DueInvitation, nowMs: number) {
  const { notBefore, notAfter } = invitation;
  return { day: formatDay(notBefore * 1000, nowMs), span: formatSpan(notBefore * 1000, notAfter * 1000) };
}
