import type { Signal } from '@preact/signals';
import { tDesk } from '../../i18n/desk.ts';
import { Field } from '../field.tsx';

/** What the clinician calls a patient for themselves: stays in their notebook, and may be left empty. */
export function LabelField({ label, testId }: { label: Signal<string>; testId: string }) {
  return (
    <Field label={tDesk('invite.label')} hint={tDesk('invite.labelHint')}>
      {(attributes) => (
        <input
          {...attributes}
          type="text"
          maxLength={80}
          autocomplete="off"
          value={label.value}
          data-testid={testId}
          onInput={(event) => {
            label.value = event.currentTarget.value;
          }}
        />
      )}
    </Field>
  );
}
