/** New invitation: a form whose every field is filled in already, then the link. */

import { useSignal } from '@preact/signals';
import type { Kind } from '@sprechzimmer/protocol';
import type { DeskView, NewLink } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Field } from '../field.tsx';
import { useTask } from '../use-task.ts';
import { type AppointmentFault, dateInput, readAppointment, timeInput } from './appointment.ts';
import { LabelField } from './label-field.tsx';
import { LinkCard } from './link-card.tsx';
import { Faults } from './sign-in.tsx';

/** The length of a psychotherapy session. */
const usualMinutes = 50;

export function InvitationDialog({ desk, onClose }: { desk: DeskView; onClose: () => void }) {
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
          onMade={(made) => {
            link.value = made;
          }}
        />
      )}
    </Dialog>
  );
}

function InvitationForm({ desk, onMade }: { desk: DeskView; onMade: (link: NewLink) => void }) {
  const label = useSignal('');
  const kind = useSignal<Kind>('video');
  const date = useSignal(dateInput(new Date()));
  const time = useSignal(timeInput(new Date()));
  const minutes = useSignal(String(usualMinutes));
  const fault = useSignal<AppointmentFault | undefined>(undefined);
  const task = useTask();
  const submit = () => {
    const read = readAppointment({ date: date.value, time: time.value, minutes: minutes.value }, Date.now());
    fault.value = 'fault' in read ? read.fault : undefined;
    if ('fault' in read) return;
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
      <div class="field-row">
        <Field label={tDesk('invite.date')} fault={faultFor(fault.value, 'date')}>
          {(attributes) => (
            <input
              {...attributes}
              type="date"
              value={date.value}
              data-testid="invitation-date"
              onInput={(event) => {
                date.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <Field label={tDesk('invite.time')}>
          {(attributes) => (
            <input
              {...attributes}
              type="time"
              value={time.value}
              data-testid="invitation-time"
              onInput={(event) => {
                time.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <Field label={tDesk('invite.minutes')} fault={faultFor(fault.value, 'minutes')}>
          {(attributes) => (
            <input
              {...attributes}
              type="number"
              min={5}
              max={480}
              step={5}
              inputMode="numeric"
              value={minutes.value}
              data-testid="invitation-minutes"
              onInput={(event) => {
                minutes.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
      </div>
      <Faults fault={undefined} failure={task.failure} />
      <div class="actions">
        <Button look="primary" type="submit" busy={task.busy} testId="make-link">
          {tDesk('invite.make')}
        </Button>
      </div>
    </form>
  );
}

/** The sentence, at the field it is about. */
function faultFor(fault: AppointmentFault | undefined, field: 'date' | 'minutes'): string | undefined {
  switch (fault) {
    case undefined:
      return undefined;
    case 'minutes':
      return field === 'minutes' ? tDesk('invite.minutesWrong') : undefined;
    case 'missing':
      return field === 'date' ? tDesk('invite.dateMissing') : undefined;
    case 'past':
      return field === 'date' ? tDesk('invite.past') : undefined;
  }
}
