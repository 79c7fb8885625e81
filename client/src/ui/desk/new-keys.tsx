/** The recovery key: shown once, and nothing goes on before it is kept. */

import { useSignal } from '@preact/signals';
import { useId } from 'preact/hooks';
import type { DeskView } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { Button } from '../button.tsx';
import { CopyButton } from '../copy-button.tsx';
import { Field } from '../field.tsx';
import { PrintCard } from '../print-card.tsx';
import { useTask } from '../use-task.ts';
import { DeskScreen } from './desk-screen.tsx';
import { keyGroups, lastGroupMatches } from './recovery-key.ts';
import { Faults } from './sign-in.tsx';

export function NewKeys({ desk, recoveryKey }: { desk: DeskView; recoveryKey: string }) {
  const kept = useSignal(false);
  const retyped = useSignal('');
  const tried = useSignal(false);
  const task = useTask();
  const keptId = useId();
  const matches = lastGroupMatches(recoveryKey, retyped.value);
  const confirm = () => {
    tried.value = true;
    if (kept.value && matches) task.run(() => desk.confirmNewKeys());
  };
  return (
    <DeskScreen desk={desk} title={tDesk('newKeys.title')} testId="new-keys">
      <p>{tDesk('newKeys.why')}</p>
      <p class="recovery-key" data-testid="recovery-key">
        {keyGroups(recoveryKey).join(' ')}
      </p>
      <div class="button-row">
        <CopyButton
          text={keyGroups(recoveryKey).join(' ')}
          copy={tDesk('newKeys.copy')}
          copied={tDesk('newKeys.copied')}
        />
        <Button icon="print" onClick={() => window.print()}>
          {tDesk('newKeys.print')}
        </Button>
      </div>
      <p class="hint">{tDesk('newKeys.lost')}</p>
      <p class="hint">{tDesk('newKeys.hadOne')}</p>
      <form
        class="flow"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          confirm();
        }}
      >
        <div class="check">
          <input
            id={keptId}
            type="checkbox"
            checked={kept.value}
            data-testid="recovery-kept"
            aria-describedby={tried.value && !kept.value ? `${keptId}-fault` : undefined}
            onChange={(event) => {
              kept.value = event.currentTarget.checked;
            }}
          />
          <label for={keptId}>{tDesk('newKeys.kept')}</label>
        </div>
        {tried.value && !kept.value && (
          <p class="fault" role="alert" id={`${keptId}-fault`}>
            {tDesk('newKeys.keptMissing')}
          </p>
        )}
        <Field
          label={tDesk('newKeys.retype')}
          fault={tried.value && !matches ? tDesk('newKeys.retypeWrong') : undefined}
        >
          {(attributes) => (
            <input
              {...attributes}
              type="text"
              autocomplete="off"
              autocapitalize="none"
              spellcheck={false}
              value={retyped.value}
              data-testid="recovery-check"
              onInput={(event) => {
                retyped.value = event.currentTarget.value;
              }}
            />
          )}
        </Field>
        <Faults fault={undefined} failure={task.failure} />
        <div class="actions">
          <Button look="primary" type="submit" busy={task.busy} testId="recovery-confirm">
            {tDesk('newKeys.confirm')}
          </Button>
        </div>
      </form>
      <PrintCard>
        <h2>{tDesk('newKeys.printTitle')}</h2>
        <p>
          {desk.practiceName.value}, {desk.clinicianName.value}
        </p>
        <p class="recovery-key">{keyGroups(recoveryKey).join(' ')}</p>
        <p>{tDesk('newKeys.printHow')}</p>
      </PrintCard>
    </DeskScreen>
  );
}
