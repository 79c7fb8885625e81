/** Imported before everything else, so that the link is out of the address bar before other code runs. */

import { takeFragment } from '../guest/take-fragment.ts';

export const taken = takeFragment();

/** A link pasted into the address bar of this very page does not load it anew by itself: it is taken, and begun with. */
addEventListener('hashchange', () => {
  if (location.hash.length < 2) return;
  takeFragment();
  location.reload();
});
