/** Imported before everything else, so that the link is out of the address bar before other code runs. */

import { isBelow, type TakenLink, takeFragment } from '../guest/take-fragment.ts';

/** This page was loaded on the empty entry below its own, where there is nothing to show. */
export const isOnEmptyEntry = isBelow(history.state);

let held: TakenLink | undefined = takeFragment();

/** What was taken, handed over once: whoever asks is the only one who has it. */
export function handOver(): TakenLink {
  const taken = held ?? { fragment: '', pathname: '/j/', visit: undefined };
  held = undefined;
  return taken;
}

/** A link pasted into the address bar of this very page does not load it anew by itself: it is taken, and begun with. */
addEventListener('hashchange', () => {
  if (location.hash.length < 2) return;
  takeFragment();
  location.reload();
});
