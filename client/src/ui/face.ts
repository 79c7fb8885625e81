/** The face a practice gives itself: its colour on everything of ours, its logo beside its name. */

import { signal } from '@preact/signals';
import { type Accent, accentOf, type PracticeAnswer, type Theme } from '@sprechzimmer/protocol';

/** The practice has a logo at `logoPath`. */
export const hasLogo = signal(false);

/**
 * Shows what is known of the practice so far; without an own colour everything stays as the tokens have it. Only a
 * colour is taken from the server, never a style: whatever it is, letters in it can be read.
 */
export function wear({ colour, logo = false }: Pick<PracticeAnswer, 'colour' | 'logo'> = {}): void {
  hasLogo.value = logo;
  for (const theme of themes) {
    const accent = colour === undefined ? undefined : accentOf(colour, theme);
    for (const [part, token] of parts) setToken(`--practice-${token}-${theme}`, accent?.[part]);
  }
}

const themes: readonly Theme[] = ['light', 'dark'];
const parts: readonly (readonly [keyof Accent, string])[] = [
  ['accent', 'accent'],
  ['ink', 'accent-ink'],
  ['soft', 'accent-soft'],
];

function setToken(name: string, value: string | undefined): void {
  const { style } = document.documentElement;
  if (value === undefined) style.removeProperty(name);
  else style.setProperty(name, value);
}
