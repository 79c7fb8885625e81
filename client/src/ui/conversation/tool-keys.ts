/** Which key means what in a conversation. Pure; `use-tool-keys.ts` listens. */

export type KeyAct = 'microphone' | 'camera' | 'speak';

/** What of a key press matters. */
export type KeyPress = Pick<
  KeyboardEvent,
  'key' | 'repeat' | 'ctrlKey' | 'altKey' | 'metaKey' | 'isComposing' | 'defaultPrevented'
>;

/** Where the keyboard is just now. */
export type KeyPlace =
  /** Somebody writes, or chooses from a list: every key means itself. */
  | 'typing'
  /** On a button, a link, a list: the space bar is theirs. */
  | 'control'
  /** A dialog is open, which asks for all attention. */
  | 'dialog'
  | 'page';

/** Undefined where the press is none of ours, and for the repetitions of a key that is held. */
export function actOfKey(press: KeyPress, place: KeyPlace): KeyAct | undefined {
  if (place === 'typing' || place === 'dialog') return undefined;
  const { repeat, ctrlKey, altKey, metaKey, isComposing, defaultPrevented } = press;
  if (repeat || ctrlKey || altKey || metaKey || isComposing || defaultPrevented) return undefined;
  switch (press.key.toLowerCase()) {
    case 'm':
      return 'microphone';
    case 'c':
      return 'camera';
    case ' ':
      return place === 'page' ? 'speak' : undefined;
    default:
      return undefined;
  }
}

/** Where a key press in a page has happened. */
export function placeOf(target: EventTarget | null): KeyPlace {
  if (document.querySelector('dialog[open]')) return 'dialog';
  if (!(target instanceof Element)) return 'page';
  if (target.closest('input, textarea, select, [contenteditable]')) return 'typing';
  // The heading has the focus when the conversation begins, and nothing to do with keys.
  return target.matches('html, body, main, h1') ? 'page' : 'control';
}
