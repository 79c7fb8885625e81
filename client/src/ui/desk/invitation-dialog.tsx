/** New invitation: a form whose every field is filled in already, then the link. */

import { useSignal } from '@preact/signals';
import type { Kind } from '@sprechzimmer/protocol';
import type { DeskView, NewLink } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { useTask } from '../use-task.ts';
import { AppointmentFields, useAppointmentForm } from './appointment-form.tsx';
import { LabelField } from './label-field.tsx';
import { LinkCard } from './link-card.tsx';
import { Faults } from './sign-in.tsx';

/** The length of a psychotherapy session. */
const usualMinutes = 50;

export interface InvitationDialogProps {
  readonly desk: DeskView;
  /** Of whoever it is for, where that is known. */
  readonly label?: string | undefined;
  readonly onClose: () => void;
}

export function InvitationDialog({ desk, label, onClose }: InvitationDialogProps) {
  const link = useSignal<NewLink | undefined>(undefined);
  return (
    <Dialog
      title={link.value ? tDesk('link.title') : tDesk('invite.title')}
      onClose={onClose}
      closable
      testId="invitation-dialog"
    >
      {link.value ? (
        <LinkCard link={link.value} clinician={desk.clinicianName.value} onDone={onClose} />
      ) : (
        <InvitationForm
          desk={desk}
          begin={label ?? ''}
          onMade={(made) => {
            link.value = made;
          }}
        />
      )}
    </Dialog>
  );
}

interface InvitationFormProps {
  readonly desk: DeskView;
  /** The label at first. */
  readonly begin: string;
  readonly onMade: (link: NewLink) => void;
}

function InvitationForm({ desk, begin, onMade }: InvitationFormProps) {
  const label = useSignal(begin);
  const kind = useSignal<Kind>('video');
  const form = useAppointmentForm({ startsMs: Date.now(), minutes: usualMinutes });
  const task = useTask();
  const submit = () => {
    const read = form.read();
    if (!read) return;
    task.run(async () => {
      onMade(await desk.invite({ label: label.value.trim(), kind: kind.value, ...read }));
    });
  };
  return (
    <form
      class="flow"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        submit();
      }}
    >
      <LabelField label={label} testId="invitation-label" />
      <fieldset class="choice">
        <legend>{tDesk('invite.kind')}</legend>
        {(['video', 'chat'] as const).map((each) => (
          <label key={each} class="choice-option">
            <input
              type="radio"
              name="kind"
              value={each}
              checked={kind.value === each}
              data-testid={`invitation-${each}`}
              onChange={() => {
                kind.value = each;
              }}
            />
            <span>{tDesk(`invite.${each}`)}</span>
          </label>
        ))}
      </fieldset>
      <AppointmentFields form={form} name="invitation" />
      <Faults fault={undefined} failure={task.failure} />
      <div class="actions">
        <Button look="primary" type="submit" busy={task.busy} testId="make-link">
          {tDesk('invite.make')}
        </Button>
      </div>
    </form>
  );
}
