import type { Signal } from '@preact/signals';
import { Field } from '../field.tsx';

export interface PasswordFieldProps {
  readonly label: string;
  readonly fault: string | undefined;
  readonly password: Signal<string>;
  readonly testId: string;
}

/** The password of the clinician's account, where their browser may fill it in. */
export function PasswordField({ label, fault, password, testId }: PasswordFieldProps) {
  return (
    <Field label={label} fault={fault}>
      {(attributes) => (
        <input
          {...attributes}
          type="password"
          autocomplete="current-password"
          value={password.value}
          data-testid={testId}
          onInput={(event) => {
            password.value = event.currentTarget.value;
          }}
        />
      )}
    </Field>
  );
}
