/** Single keys at the desk, and the list of them. */

import { useEffect } from 'preact/hooks';
import type { DeskView } from '../../desk/desk-view.ts';
import { tDay } from '../../i18n/day.ts';
import { Dialog } from '../dialog.tsx';
import { Notice } from '../notice.tsx';

export interface DeskKeys {
  readonly invite: () => void;
  readonly waiting: () => void;
  readonly today: () => void;
  readonly choices: () => void;
  readonly help: () => void;
}

const keys: Readonly<Record<string, keyof DeskKeys>> = {
  n: 'invite',
  w: 'waiting',
  t: 'today',
  e: 'choices',
  '?': 'help',
};

/** Nothing happens while somebody writes, or while a dialog is open; nor at all where it is switched off (WCAG 2.1.4). */
export function useDeskKeys(desk: DeskView, actions: DeskKeys): void {
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || event.repeat || event.defaultPrevented) return;
      if (!desk.day.choices.chosen.peek().keys || isWriting(event.target)) return;
      if (document.querySelector('dialog[open]')) return;
      const key = event.key.toLowerCase();
      const action = Object.hasOwn(keys, key) ? keys[key] : undefined;
      if (!action) return;
      event.preventDefault();
      actions[action]();
    };
    addEventListener('keydown', onKey);
    return () => removeEventListener('keydown', onKey);
  });
}

export function KeysDialog({ desk, onClose }: { desk: DeskView; onClose: () => void }) {
  const list = [
    ['N', tDay('keys.invite')],
    ['W', tDay('keys.waiting')],
    ['T', tDay('keys.today')],
    ['E', tDay('keys.choices')],
    ['?', tDay('keys.help')],
    [tDay('keys.escapeName'), tDay('keys.escape')],
  ] as const;
  return (
    <Dialog title={tDay('keys.title')} onClose={onClose} closable testId="keys-dialog">
      <p>{tDay('keys.intro')}</p>
      {!desk.day.choices.chosen.value.keys && <Notice>{tDay('keys.off')}</Notice>}
      <dl class="keys">
        {list.map(([key, what]) => (
          <div key={key}>
            <dt>
              <kbd>{key}</kbd>
            </dt>
            <dd>{what}</dd>
          </div>
        ))}
      </dl>
    </Dialog>
  );
}

/** To the name on the first card of those who wait, or from one to the next. */
export function focusNextCard(section: Element | null): void {
  const cards = [...(section?.querySelectorAll('[data-testid="patient-card"]') ?? [])];
  const at = cards.findIndex((card) => card.contains(document.activeElement));
  const next = cards[(at + 1) % cards.length];
  const target = next?.querySelector<HTMLElement>('h3') ?? section?.querySelector<HTMLElement>('h2');
  target?.focus();
}

function isWriting(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest('input, textarea, select, [contenteditable]') !== null
  );
}
