/** How this person likes to see their own picture, and whether keys do anything: until the page is closed, kept nowhere. */

import { signal } from '@preact/signals';

/** As in a mirror. What the other person sees is never mirrored. */
export const mirrored = signal(true);
/** Some people watch nobody but themselves. */
export const selfHidden = signal(false);
/** Single letters get in the way of those who speak to their computer (WCAG 2.1.4). */
export const keysOn = signal(true);
