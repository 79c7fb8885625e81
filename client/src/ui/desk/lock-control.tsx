/** Locking the door of a conversation: says what it means before, and that it is locked after. */

import { useSignal } from '@preact/signals';
import type { DeskView } from '../../desk/desk-view.ts';
import { tDay } from '../../i18n/day.ts';
import { tShared } from '../../i18n/shared.ts';
import { Button } from '../button.tsx';
import { Dialog } from '../dialog.tsx';
import { Icon } from '../icon.tsx';
import { Notice } from '../notice.tsx';

export function LockControl({ desk, who }: { desk: DeskView; who: string }) {
  const { lock } = desk.day;
  const asking = useSignal(false);
  const close = () => {
    asking.value = false;
  };
  return (
    <>
      <button
        type="button"
        class="shield"
        data-testid="lock"
        onClick={() => {
          if (lock.locked.value) lock.unlock();
          else asking.value = true;
        }}
      >
        <Icon name={lock.locked.value ? 'locked' : 'unlocked'} />
        <span>{lock.locked.value ? tDay('lock.unlock') : tDay('lock.lock')}</span>
      </button>
      {asking.value && (
        <Dialog
          title={tDay('lock.title')}
          onClose={close}
          testId="lock-dialog"
          actions={
            <>
              <Button
                look="primary"
                testId="lock-confirm"
                onClick={() => {
                  lock.lock();
                  close();
                }}
              >
                {tDay('lock.confirm')}
              </Button>
              <Button onClick={close}>{tShared('common.cancel')}</Button>
            </>
          }
        >
          <p>{tDay('lock.text', { who })}</p>
          <p class="hint">{tDay('lock.device', { who })}</p>
        </Dialog>
      )}
    </>
  );
}

/**
 * Stands in the conversation for as long as its door is locked.
 * @param isTried the server shows another browser that has not been refused yet
 */
export function LockNotice({ desk, isTried }: { desk: DeskView; isTried: boolean }) {
  const { locked, refused } = desk.day.lock;
  if (!locked.value) return null;
  return (
    <Notice icon="locked" live="polite" testId="locked">
      {tDay('lock.locked')} {isTried && tDay('lock.standing')}{' '}
      {refused.value > 0 && tDay('lock.refused', { count: refused.value })}
    </Notice>
  );
}
