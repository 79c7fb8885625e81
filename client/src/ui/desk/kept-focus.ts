/** Lists change by themselves while somebody works in them with the keyboard. The focus stays where it was. */

import { useEffect, useRef } from 'preact/hooks';

interface Place {
  readonly control: HTMLElement;
  readonly section: Element | null;
  /** Which of the list's items it was in; -1 for none. */
  readonly at: number;
}

const items = 'li.card, li > article.card';
/** Not a button: nobody presses by mistake what they were not at. */
const named = 'h3[tabindex]';

/**
 * For a container with sections of cards. A control that has only moved keeps the focus; where it has gone, the focus
 * goes to the name on the card that has taken its place, the one before, or the heading of its section.
 */
export function useKeptFocus<E extends HTMLElement>() {
  const container = useRef<E>(null);
  useEffect(() => {
    const { current: element } = container;
    if (!element) return undefined;
    let place: Place | undefined;
    const onFocus = (event: FocusEvent) => {
      if (event.target instanceof HTMLElement) place = placeOf(event.target);
    };
    // Whoever presses somewhere beside has let go of it.
    const onPress = () => {
      place = undefined;
    };
    const onChange = () => {
      if (!place || (document.activeElement && document.activeElement !== document.body)) return;
      const target = place.control.isConnected ? place.control : substitute(place);
      target?.focus({ preventScroll: true });
    };
    const changes = new MutationObserver(onChange);
    element.addEventListener('focusin', onFocus);
    element.addEventListener('pointerdown', onPress, true);
    changes.observe(element, { childList: true, subtree: true });
    return () => {
      changes.disconnect();
      element.removeEventListener('focusin', onFocus);
      element.removeEventListener('pointerdown', onPress, true);
    };
  }, []);
  return container;
}

function placeOf(control: HTMLElement): Place {
  const section = control.closest('section[aria-labelledby]');
  const all = [...(section?.querySelectorAll(items) ?? [])];
  return { control, section, at: all.findIndex((item) => item.contains(control)) };
}

function substitute({ section, at }: Place): HTMLElement | null | undefined {
  if (!section?.isConnected) return undefined;
  const left = [...section.querySelectorAll(items)];
  const item = left[Math.min(at, left.length - 1)];
  return item?.querySelector<HTMLElement>(named) ?? section.querySelector<HTMLElement>('h2');
}
