/** Files that somebody has taken out of the chat onto their device: theirs to delete, so the end of the visit says so. */

import { signal } from '@preact/signals';

/** Whether anything was saved on this page. */
export const hasSaved = signal(false);

/** Hands a file to the browser to be saved. */
export function saveFile(url: string, name: string): void {
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  hasSaved.value = true;
}
