/** A button that does its work and goes, as *Stop showing it* does, takes the focus with it: somebody has to catch it. */

/**
 * For as long as a screen is there: where the focused control has left the page and nothing else has taken the focus, its
 * heading takes it, so that the keyboard goes on from the screen's beginning and a screen reader says where one is.
 * @returns ends it
 */
export function catchFocus(heading: HTMLElement): () => void {
  let last: Element | undefined;
  const onFocus = ({ target }: FocusEvent) => {
    last = target instanceof Element ? target : undefined;
  };
  const changes = new MutationObserver(() => {
    if (!last || last.isConnected) return;
    last = undefined;
    // Whoever knows better where it belongs, a dialog that closes or a list that has moved up, comes first.
    setTimeout(() => {
      if (isNowhere()) heading.focus({ preventScroll: true });
    });
  });
  // Whoever presses somewhere beside has let go of it; a press on a control gives it the focus after this.
  const onPress = () => {
    last = undefined;
  };
  document.addEventListener('focusin', onFocus);
  document.addEventListener('pointerdown', onPress, true);
  changes.observe(document.body, { childList: true, subtree: true });
  return () => {
    document.removeEventListener('focusin', onFocus);
    document.removeEventListener('pointerdown', onPress, true);
    changes.disconnect();
  };
}

function isNowhere(): boolean {
  return document.activeElement === null || document.activeElement === document.body;
}
