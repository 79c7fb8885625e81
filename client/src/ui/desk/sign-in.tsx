import { useSignal } from '@preact/signals';
import type { UserId } from '@sprechzimmer/protocol';
import type { DeskFault, DeskView } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { Confirm } from '../dialog.tsx';
import { Field } from '../field.tsx';
import { Notice } from '../notice.tsx';
import { useTask } from '../use-task.ts';
import { DeskScreen } from './desk-screen.tsx';
import { failureText, faultText } from './fault-text.ts';
import { PasswordField } from './password-field.tsx';

export interface SignInProps {
  readonly desk: DeskView;
  readonly busy: boolean;
  readonly fault: DeskFault | undefined;
  /** The account whose keys this browser still has. */
  readonly keptFor: UserId | undefined;
}

export function SignIn({ desk, busy, fault, keptFor }: SignInProps) {
  const user = useSignal(keptFor ?? '');
  const password = useSignal('');
  const missing = useSignal(false);
  const task = useTask();
  const submit = () => {
    missing.value = user.value.trim() === '' || password.value === '';
    if (!missing.value) task.run(() => desk.signIn(user.value.trim(), password.value));
  };
  return (
    <DeskScreen desk={desk} title={tDesk('signIn.title')} testId="sign-in">
      <p>{keptFor ? tDesk('signIn.kept', { user: keptFor }) : tDesk('signIn.text')}</p>
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
        <PasswordField
          label={tDesk('signIn.password')}
          fault={missing.value ? tDesk('signIn.missing') : undefined}
          password={password}
          testId="desk-password"
        />
        <Faults fault={fault} failure={task.failure} />
        <div class="actions">
          <Button look="primary" type="submit" busy={busy || task.busy} testId="desk-sign-in">
            {busy || task.busy ? tDesk('signIn.busyTitle') : tDesk('signIn.submit')}
          </Button>
        </div>
      </form>
      {keptFor && <ForgetKeys desk={desk} user={keptFor} />}
    </DeskScreen>
  );
}

/** For whoever will not come back to this browser. */
function ForgetKeys({ desk, user }: { desk: DeskView; user: UserId }) {
  const asking = useSignal(false);
  const task = useTask();
  return (
    <div class="actions">
      <Button
        look="quiet"
        testId="forget-keys"
        onClick={() => {
          asking.value = true;
        }}
      >
        {tDesk('signIn.forget')}
      </Button>
      {asking.value && (
        <Confirm
          title={tDesk('signIn.forgetTitle', { user })}
          confirm={tDesk('signIn.forgetConfirm')}
          stay={tShared('common.cancel')}
          busy={task.busy}
          onConfirm={() => task.run(() => desk.signOut())}
          onStay={() => {
            asking.value = false;
          }}
        >
          <p>{tDesk('signIn.forgetText')}</p>
        </Confirm>
      )}
    </div>
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
