/** New keys instead of lost ones: first what is lost, in plain words, and only then the button. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { DeskFault, DeskView } from '../../desk/desk-view.ts';
import { tKeys } from '../../i18n/keys.ts';
import { Button } from '../button.tsx';
import { useTask } from '../use-task.ts';
import { DeskScreen } from './desk-screen.tsx';
import { PasswordField } from './password-field.tsx';
import { Faults } from './sign-in.tsx';

export interface StartOverProps {
  readonly desk: DeskView;
  readonly fault: DeskFault | undefined;
  readonly onBack: () => void;
}

export function StartOver({ desk, fault, onBack }: StartOverProps) {
  const password = useSignal('');
  const understood = useSignal(false);
  const tried = useSignal(false);
  const task = useTask();
  const checkId = useId();
  const submit = () => {
    tried.value = true;
    const typed = password.value;
    if (typed === '' || !understood.value) return;
    tried.value = false;
    password.value = '';
    task.run(() => desk.startOver(typed));
  };
  const isMissing = tried.value && !understood.value;
  return (
    <DeskScreen desk={desk} title={tKeys('startOver.title')} testId="start-over">
      <p>{tKeys('startOver.why')}</p>
      <ul class="plain-list">
        <li>{tKeys('startOver.links')}</li>
        <li>{tKeys('startOver.waiting')}</li>
        <li>{tKeys('startOver.labels')}</li>
        <li>{tKeys('startOver.devices')}</li>
      </ul>
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
        <PasswordField
          label={tKeys('startOver.password')}
          fault={tried.value && password.value === '' ? tKeys('startOver.passwordMissing') : undefined}
          password={password}
          testId="start-over-password"
        />
        <div class="check">
          <input
            id={checkId}
            type="checkbox"
            checked={understood.value}
            data-testid="start-over-understood"
            aria-describedby={isMissing ? `${checkId}-fault` : undefined}
            onChange={(event) => {
              understood.value = event.currentTarget.checked;
            }}
          />
          <label for={checkId}>{tKeys('startOver.understood')}</label>
        </div>
        {isMissing && (
          <p class="fault" role="alert" id={`${checkId}-fault`}>
            {tKeys('startOver.understoodMissing')}
          </p>
        )}
        <Faults fault={task.busy ? undefined : fault} failure={task.failure} />
        <div class="actions">
          <Button look="danger" type="submit" busy={task.busy} testId="start-over-confirm">
            {task.busy ? tKeys('startOver.wait') : tKeys('startOver.confirm')}
          </Button>
          <Button look="quiet" busy={task.busy} testId="start-over-back" onClick={onBack}>
            {tKeys('startOver.back')}
          </Button>
        </div>
      </form>
    </DeskScreen>
  );
}
