import { useSignal } from '@preact/signals';
import type { DeskFault, DeskView } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { useTask } from '../use-task.ts';
import { DeskScreen } from './desk-screen.tsx';
import { Faults } from './sign-in.tsx';

/** A further device: the recovery key opens the notebook on it. */
export function Unlock({ desk, fault }: { desk: DeskView; fault: DeskFault | undefined }) {
  const recoveryKey = useSignal('');
  const missing = useSignal(false);
  const task = useTask();
  const leaving = useTask();
  const submit = () => {
    missing.value = recoveryKey.value.trim() === '';
    if (!missing.value) task.run(() => desk.unlock(recoveryKey.value.trim()));
  };
  return (
    <DeskScreen desk={desk} title={tDesk('unlock.title')} testId="unlock">
      <p>{tDesk('unlock.text')}</p>
      <form
        class="flow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <Field label={tDesk('unlock.key')} fault={missing.value ? tDesk('unlock.missing') : undefined}>
          {(attributes) => (
            <textarea
              {...attributes}
              rows={3}
              class="technical"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              value={recoveryKey.value}
              data-testid="unlock-key"
              onInput={(event) => {
                recoveryKey.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <Faults fault={fault} failure={task.failure} />
        <div class="actions">
          <Button look="primary" type="submit" busy={task.busy} testId="unlock-submit">
            {tDesk('unlock.submit')}
          </Button>
          <Button look="quiet" busy={leaving.busy} onClick={() => leaving.run(() => desk.signOut())}>
            {tDesk('unlock.otherAccount')}
          </Button>
        </div>
      </form>
    </DeskScreen>
  );
}
