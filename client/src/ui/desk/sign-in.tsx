import { useSignal } from '@preact/signals';
import type { DeskFault, DeskView } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';
import { DeskScreen } from './desk-screen.tsx';
import { failureText, faultText } from './fault-text.ts';

export interface SignInProps {
  readonly desk: DeskView;
  readonly busy: boolean;
  readonly fault: DeskFault | undefined;
}

export function SignIn({ desk, busy, fault }: SignInProps) {
  const user = useSignal('');
  const password = useSignal('');
  const missing = useSignal(false);
  const task = useTask();
  const submit = () => {
    missing.value = user.value.trim() === '' || password.value === '';
    if (!missing.value) task.run(() => desk.signIn(user.value.trim(), password.value));
  };
  return (
    <DeskScreen desk={desk} title={tDesk('signIn.title')} testId="sign-in">
      <p>{tDesk('signIn.text')}</p>
      <form
        class="flow"
        // Should the script ever fail to stop it, a password must not end up in an address.
        method="post"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={tDesk('signIn.user')}>
          {(attributes) => (
            <input
              {...attributes}
              type="text"
              autocomplete="username"
              autocapitalize="none"
              spellcheck={false}
              value={user.value}
              data-testid="desk-user"
              onInput={(event) => {
                user.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <Field label={tDesk('signIn.password')} fault={missing.value ? tDesk('signIn.missing') : undefined}>
          {(attributes) => (
            <input
              {...attributes}
              type="password"
              autocomplete="current-password"
              value={password.value}
              data-testid="desk-password"
              onInput={(event) => {
                password.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <Faults fault={fault} failure={task.failure} />
        <div class="actions">
          <Button look="primary" type="submit" busy={busy || task.busy} testId="desk-sign-in">
            {busy || task.busy ? tDesk('signIn.busyTitle') : tDesk('signIn.submit')}
          </Button>
        </div>
      </form>
    </DeskScreen>
  );
}

/** What the desk says went wrong, else what was thrown. */
export function Faults({ fault, failure }: { fault: DeskFault | undefined; failure: unknown }) {
  if (!fault && failure === undefined) return null;
  return (
    <Notice tone="warning" icon="alert" live="alert" testId="desk-fault">
      {fault ? faultText(fault) : failureText(failure)}
    </Notice>
  );
}
