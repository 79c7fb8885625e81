/** A further device: the recovery key opens it, or a device that is open already. */

import { useSignal } from '@preact/signals';
import type { DeskFault, DeskView } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { tKeys } from '../../i18n/keys.ts';
import { Button } from '../button.tsx';
import { Field } from '../field.tsx';
import { useTask } from '../use-task.ts';
import { DeskScreen } from './desk-screen.tsx';
import { ConfirmThisDevice } from './device-check.tsx';
import { Faults } from './sign-in.tsx';
import { StartOver } from './start-over.tsx';

export interface UnlockProps {
  readonly desk: DeskView;
  readonly fault: DeskFault | undefined;
  /** Whether there is a recovery key that would open this device. */
  readonly recoveryKey: boolean;
}

export function Unlock({ desk, fault, recoveryKey }: UnlockProps) {
  const startingOver = useSignal(false);
  const check = desk.deviceCheck.value;
  if (check) return <ConfirmThisDevice key="check" desk={desk} check={check} />;
  if (startingOver.value)
    return (
      <StartOver
        key="start-over"
        desk={desk}
        fault={fault}
        onBack={() => {
          startingOver.value = false;
        }}
      />
    );
  return (
    <DeskScreen key="unlock" desk={desk} title={tDesk('unlock.title')} testId="unlock">
      {recoveryKey ? (
        <WithRecoveryKey desk={desk} fault={fault} />
      ) : (
        <>
          <p>{tKeys('unlock.noRecoveryKey')}</p>
          <Faults fault={fault} failure={undefined} />
        </>
      )}
      <WithOtherDevice
        desk={desk}
        onLost={() => {
          startingOver.value = true;
        }}
      />
    </DeskScreen>
  );
}

function WithRecoveryKey({ desk, fault }: { desk: DeskView; fault: DeskFault | undefined }) {
  const recoveryKey = useSignal('');
  const missing = useSignal(false);
  const task = useTask();
  const submit = () => {
    const typed = recoveryKey.value.trim();
    missing.value = typed === '';
    if (!missing.value) task.run(() => desk.unlock(typed));
  };
  return (
    <>
      <p>{tDesk('unlock.text')}</p>
      <form
        class="flow"
        // Should the script ever fail to stop it, a key must not end up in an address.
        method="post"
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
        </div>
      </form>
    </>
  );
}

function WithOtherDevice({ desk, onLost }: { desk: DeskView; onLost: () => void }) {
  const asking = useTask();
  const leaving = useTask();
  return (
    <>
      <h2>{tKeys('unlock.otherTitle')}</h2>
      <p>{tKeys('unlock.otherText')}</p>
      <div class="button-row">
        <Button
          busy={asking.busy}
          testId="ask-other-device"
          onClick={() => asking.run(() => desk.askOtherDevice())}
        >
          {tKeys('unlock.other')}
        </Button>
      </div>
      <Faults fault={undefined} failure={asking.failure} />
      <div class="actions">
        <Button look="quiet" testId="key-lost" onClick={onLost}>
          {tKeys('unlock.lost')}
        </Button>
        <Button look="quiet" busy={leaving.busy} onClick={() => leaving.run(() => desk.signOut())}>
          {tDesk('unlock.otherAccount')}
        </Button>
      </div>
    </>
  );
}
