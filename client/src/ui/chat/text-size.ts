/** How large the letters of messages are: chosen in this tab, for this tab. */

import { signal } from '@preact/signals';

const storageKey = 'text-size';

/** Points of the screen at the size of letters that a browser has from the beginning: 18 to 32. */
export const textSizes = [18, 22, 27, 32] as const;
export type TextSize = (typeof textSizes)[number];

export const textSize = signal<TextSize>(remembered());

/** One step larger or smaller; at the end it stays. */
export function stepTextSize(step: 1 | -1): void {
  textSize.value = textSizes[textSizes.indexOf(textSize.value) + step] ?? textSize.value;
  try {
    sessionStorage.setItem(storageKey, String(textSize.value));
  } catch {
    // Storage refused by the browser: the choice then lasts until the page is reloaded.
  }
}

function remembered(): TextSize {
  try {
    const kept = Number(sessionStorage.getItem(storageKey));
    return textSizes.find((size) => size === kept) ?? 18;
  } catch {
    return 18;
  }
}
