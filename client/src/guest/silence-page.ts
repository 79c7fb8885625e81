/** A page that has been emptied is neither heard nor seen: not in itself, and not in the small window above all others. */

export type SilentPage = Pick<Document, 'querySelectorAll' | 'addEventListener'> &
  Partial<Pick<Document, 'pictureInPictureElement' | 'exitPictureInPicture'>>;

/** At once, and for good: what would begin to play on this page later is stopped as well. */
export function silencePage(page: SilentPage = document): void {
  // Media events do not rise, but they come down.
  page.addEventListener('play', ({ target }) => target instanceof HTMLMediaElement && silence(target), true);
  if (page.pictureInPictureElement) page.exitPictureInPicture?.().catch(() => undefined);
  for (const element of page.querySelectorAll<HTMLMediaElement>('audio, video')) silence(element);
}

function silence(element: HTMLMediaElement): void {
  element.muted = true;
  element.pause();
  element.srcObject = null;
}
