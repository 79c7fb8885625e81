/** A new link for the same appointment or another time, in the place of one that opens nothing any more. */

import { useSignal } from '@preact/signals';
import type { Invitation } from '@sprechzimmer/protocol';
import type { ComponentChild } from 'preact';
import type { DeskView, NewLink } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { formatDay, formatSpan } from '../../i18n/format.ts';
import { tKeys } from '../../i18n/keys.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { useTask } from '../use-task.ts';
import { AppointmentFields, useAppointmentForm } from './appointment-form.tsx';
import { LabelField } from './label-field.tsx';
import { LinkCard } from './link-card.tsx';
import { guestCall } from './patient-names.ts';
import { Faults } from './sign-in.tsx';

/** An invitation whose link is dead, with what the clinician calls the patient, where that is known. */
export interface DeadLink {
  readonly invitation: Invitation;
  readonly label?: string;
}

/** One of a list of dead links at a time gets a new one. */
export interface Renewing {
  readonly begin: (old: DeadLink) => void;
  /** The dialog, while it is open: it stands outside of the list, which may be empty before it closes. */
  readonly dialog: ComponentChild;
}

export function useRenewing(desk: DeskView, nowMs: number): Renewing {
  const chosen = useSignal<DeadLink | undefined>(undefined);
  const { value: old } = chosen;
  return {
    begin: (link) => {
      chosen.value = link;
    },
    dialog: old && (
      <RenewDialog
        key={old.invitation.id}
        desk={desk}
        old={old}
        nowMs={nowMs}
        onClose={() => {
          chosen.value = undefined;
        }}
      />
    ),
  };
}

interface RenewDialogProps {
  readonly desk: DeskView;
  readonly old: DeadLink;
  readonly nowMs: number;
  readonly onClose: () => void;
}

/** The invitation leaves its list as soon as the new link is made; the dialog stays and shows the new one. */
function RenewDialog({ desk, old, nowMs, onClose }: RenewDialogProps) {
  const label = useSignal(old.label ?? '');
  const link = useSignal<NewLink | undefined>(undefined);
  const task = useTask();
  const form = useAppointmentForm(desk.plannedFor(old.invitation));
  const submit = () => {
    const { id } = old.invitation;
    // Left as it was it stays so to the second, also where it has begun or the practice's windows have changed since.
    const when = form.isChanged() ? form.read() : 'as-it-was';
    if (!when) return;
    task.run(async () => {
      link.value = await desk.sendAnew(id, label.value.trim(), when === 'as-it-was' ? undefined : when);
    });
  };
  const kind = old.invitation.kind === 'chat' ? tDesk('invite.chat') : tDesk('invite.video');
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
            submit();
          }}
        >
          <p>{tKeys('lost.same', { kind, ...timesOf(old.invitation, nowMs) })}</p>
          <LabelField label={label} testId="renew-label" />
          <AppointmentFields form={form} name="renew" />
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

export function whoIsInvited({ invitation, label }: DeadLink): string {
  return label?.trim() || guestCall(invitation.guestName);
}

export function timesOf({ notBefore, notAfter }: Invitation, nowMs: number) {
  return { day: formatDay(notBefore * 1000, nowMs), span: formatSpan(notBefore * 1000, notAfter * 1000) };
}
