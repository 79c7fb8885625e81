/** Escape twice in quick succession: the quick way out for hands on a keyboard. */

/** Slower than that are two single presses: of a dialog, of full screen. */
const withinMs = 800;

type KeySource = Pick<Window, 'addEventListener' | 'removeEventListener'>;

/** Listens before every field and dialog does. @returns ends it */
export function hurryKeys(
  page: KeySource,
  onHurry: () => void,
  nowMs: () => number = () => performance.now(),
): () => void {
  let firstMs: number | undefined;
  const onKey = (event: Event) => {
    // A key that is held down is one press.
    if (!(event instanceof KeyboardEvent) || event.repeat) return;
    const atMs = event.key === 'Escape' ? nowMs() : undefined;
    const isSecond = atMs !== undefined && firstMs !== undefined && atMs - firstMs <= withinMs;
    firstMs = isSecond ? undefined : atMs;
    if (isSecond) onHurry();
  };
  page.addEventListener('keydown', onKey, { capture: true });
  return () => page.removeEventListener('keydown', onKey, { capture: true });
}
