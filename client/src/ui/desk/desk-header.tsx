/** Whose desk this is, and the way out of it. */

import { useSignal } from '@preact/signals';
import type { DeskView } from '../../desk/desk-view.ts';
import { tDesk } from '../../i18n/desk.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { Confirm } from '../dialog.tsx';
import { LanguageSwitch } from '../language-switch.tsx';
import { NameSign } from '../name-sign.tsx';
import { useTask } from '../use-task.ts';

export function DeskHeader({ desk }: { desk: DeskView }) {
  const leaving = useSignal(false);
  const task = useTask();
  return (
    <header class="page-header">
      <p class="page-above desk-owner">
        <NameSign name={desk.practiceName.value} />
        <strong>{desk.clinicianName.value}</strong>
      </p>
      <LanguageSwitch />
      <Button
        look="quiet"
        icon="leave"
        testId="sign-out"
        onClick={() => {
          leaving.value = true;
        }}
      >
        {tDesk('desk.signOut')}
      </Button>
      {leaving.value && (
        <Confirm
          title={tDesk('desk.signOutTitle')}
          confirm={tDesk('desk.signOut')}
          stay={tShared('common.cancel')}
          busy={task.busy}
          onConfirm={() => task.run(() => desk.signOut())}
          onStay={() => {
            leaving.value = false;
          }}
        >
          <p>{tDesk('desk.signOutText')}</p>
        </Confirm>
      )}
    </header>
  );
}
