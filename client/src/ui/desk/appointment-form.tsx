/** Day, beginning and length of an appointment, with what is wrong with them said at the field it is about. */

import { type Signal, useSignal } from '@preact/signals';
import { tDesk } from '../../i18n/desk.ts';
import { Field } from '../field.tsx';
import {
  type Appointment,
  type AppointmentFault,
  dateInput,
  readAppointment,
  timeInput,
} from './appointment.ts';

export interface AppointmentForm {
  readonly date: Signal<string>;
  readonly time: Signal<string>;
  readonly minutes: Signal<string>;
  readonly fault: Signal<AppointmentFault | undefined>;
  /** Whether somebody has changed anything. */
  isChanged(): boolean;
  /** Undefined where something is wrong, which the fields then say. */
  read(): Appointment | undefined;
}

/** @param first what stands there at the beginning */
export function useAppointmentForm(first: {
  readonly startsMs: number;
  readonly minutes: number;
}): AppointmentForm {
  const begins = new Date(first.startsMs);
  const before = useSignal({
    date: dateInput(begins),
    time: timeInput(begins),
    minutes: String(first.minutes),
  }).value;
  const date = useSignal(before.date);
  const time = useSignal(before.time);
  const minutes = useSignal(before.minutes);
  const fault = useSignal<AppointmentFault | undefined>(undefined);
  const fields = () => ({ date: date.value, time: time.value, minutes: minutes.value });
  return {
    date,
    time,
    minutes,
    fault,
    isChanged: () =>
      date.value !== before.date || time.value !== before.time || minutes.value !== before.minutes,
    read() {
      const read = readAppointment(fields(), Date.now());
      fault.value = 'fault' in read ? read.fault : undefined;
      return 'fault' in read ? undefined : read;
    },
  };
}

/** @param name first part of the fields' names in tests */
export function AppointmentFields({ form, name }: { form: AppointmentForm; name: string }) {
  const { date, time, minutes, fault } = form;
  return (
    <div class="field-row">
      <Field label={tDesk('invite.date')} fault={faultFor(fault.value, 'date')}>
        {(attributes) => (
          <input
            {...attributes}
            type="date"
            value={date.value}
            data-testid={`${name}-date`}
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
            data-testid={`${name}-time`}
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
            data-testid={`${name}-minutes`}
            onInput={(event) => {
              minutes.value = event.currentTarget.value;
            }}
          />
        )}
      </Field>
    </div>
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
