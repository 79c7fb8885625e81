/** The small window above all others, and the whole screen: where this browser has them. */

import { signal } from '@preact/signals';

/** The other person's picture, while it is on the page. */
export const theirPicture = signal<HTMLVideoElement | undefined>(undefined);
export const isInSmallWindow = signal(false);
export const isFullScreen = signal(false);

/** Firefox has a button of its own for it and none for pages; Chromium on a phone may refuse. */
export function hasSmallWindow(): boolean {
  return document.pictureInPictureEnabled === true && 'requestPictureInPicture' in HTMLVideoElement.prototype;
}

/** Not on iPhones. */
export function hasFullScreen(): boolean {
  return document.fullscreenEnabled === true;
}

/** Out of it, or into it. Must be called from a press. */
export async function toggleSmallWindow(): Promise<void> {
  try {
    if (document.pictureInPictureElement) await document.exitPictureInPicture();
    else await theirPicture.peek()?.requestPictureInPicture();
  } catch {
    // Refused, or there is no picture just now: it stays where it is.
  }
}

/** Must be called from a press. */
export async function toggleFullScreen(): Promise<void> {
  try {
    if (document.fullscreenElement) await document.exitFullscreen();
    else await document.documentElement.requestFullscreen({ navigationUI: 'hide' });
  } catch {
    // Refused: the window stays as it is.
  }
}

/** Follows what the browser does with them, also by its own buttons. @returns ends it */
export function followWindows(): () => void {
  const follow = () => {
    isInSmallWindow.value = Boolean(document.pictureInPictureElement);
    isFullScreen.value = Boolean(document.fullscreenElement);
  };
  const events = ['enterpictureinpicture', 'leavepictureinpicture', 'fullscreenchange'] as const;
  follow();
  // The first two happen on the video and rise to the page.
  for (const event of events) document.addEventListener(event, follow);
  return () => {
    for (const event of events) document.removeEventListener(event, follow);
    // A conversation that is over stays on no screen.
    if (document.pictureInPictureElement) document.exitPictureInPicture().catch(() => undefined);
    if (document.fullscreenElement) document.exitFullscreen().catch(() => undefined);
  };
}
