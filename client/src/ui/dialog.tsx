/** Native modal dialogs: the browser keeps the focus inside, closes on Escape and gives the focus back. */

import { type ComponentChildren, createContext } from 'preact';
import { useContext, useId, useLayoutEffect, useRef } from 'preact/hooks';
import { tShared } from '../i18n/shared.ts';
import { Button } from './button.tsx';
import { Icon } from './icon.tsx';

export interface DialogProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly onClose: () => void;
  readonly actions?: ComponentChildren;
  /** Shows a cross at the top; leave it out where a button below says the same. */
  readonly closable?: boolean;
  readonly testId?: string;
}

/** What must stay within reach while a dialog lies over all else, for example the patient's quick way out. */
export const DialogWayOut = createContext<ComponentChildren>(undefined);

/** Open for as long as it is rendered. */
export function Dialog({ title, children, onClose, actions, closable, testId }: DialogProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const titleId = useId();
  const wayOut = useContext(DialogWayOut);
  // Before the next picture: nobody finds the focus nowhere, not even for a moment.
  useLayoutEffect(() => {
    const opener = document.activeElement;
    const element = dialog.current;
    if (element && !element.open) element.showModal();
    // A press of the key that has opened it, held a little long, leads nowhere.
    if (wayOut) element?.querySelector<HTMLElement>(afterTheWayOut)?.focus();
    return () => {
      element?.close();
      // A dialog that leaves the page takes the focus with it; the browser gives it back only on a plain close.
      if (opener instanceof HTMLElement && opener.isConnected) opener.focus();
    };
  }, []);
  return (
    <dialog
      ref={dialog}
      class="dialog"
      aria-labelledby={titleId}
      data-testid={testId}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      {wayOut && (
        <div class="dialog-ways">
          {wayOut}
          {closable && <Close onClose={onClose} />}
        </div>
      )}
      <div class="dialog-head">
        <h2 id={titleId}>{title}</h2>
        {closable && !wayOut && <Close onClose={onClose} />}
      </div>
      {children}
      {actions && <div class="actions">{actions}</div>}
    </dialog>
  );
}

function Close({ onClose }: Pick<DialogProps, 'onClose'>) {
  return (
    <button type="button" class="icon-button" aria-label={tShared('common.close')} onClick={onClose}>
      <Icon name="close" />
    </button>
  );
}

/** Whatever the browser would have begun with. */
const afterTheWayOut = ['button', 'a[href]', 'input', 'select', 'textarea', 'summary']
  .map((each) => `${each}:not(.quick-exit)`)
  .join();

export interface ConfirmProps {
  readonly title: string;
  readonly children: ComponentChildren;
  readonly confirm: string;
  readonly stay: string;
  readonly busy?: boolean;
  /** Something was prepared here that would be lost by staying: going on is the first choice then. */
  readonly prepared?: boolean;
  readonly onConfirm: () => void;
  readonly onStay: () => void;
}

/** Asks before something that cannot be undone. Staying is the safe and the first choice. */
export function Confirm({ title, children, confirm, stay, busy, prepared, onConfirm, onStay }: ConfirmProps) {
  return (
    <Dialog
      title={title}
      onClose={onStay}
      testId="confirm"
      actions={
        <>
          <Button look={prepared ? 'plain' : 'primary'} onClick={onStay} testId="confirm-stay">
            {stay}
          </Button>
          <Button
            look={prepared ? 'primary' : 'danger'}
            onClick={onConfirm}
            busy={busy === true}
            testId="confirm-yes"
          >
            {confirm}
          </Button>
        </>
      }
    >
      {children}
    </Dialog>
  );
}
