/** The patient's own silent sign, as far as this page may know of it: that it was given here, and never whether it arrived. */

import { type ReadonlySignal, signal } from '@preact/signals';
import type { SignGiver } from '../crypto/signs.ts';

export interface OwnSign {
  /** Given on this page and not taken back. Nothing that others may see may show it. */
  readonly isGiven: ReadonlySignal<boolean>;
  /** Tells the clinician silently that the patient is not alone. */
  give(): void;
  /** Shows the clinician that it was a mistake. */
  takeBack(): void;
}

/** @param giver of the visit as it is now; undefined where there is nobody to tell */
export function ownSign(giver: () => SignGiver | undefined): OwnSign {
  const isGiven = signal(false);
  return {
    isGiven,
    give: () => {
      isGiven.value = true;
      void giver()?.give();
    },
    takeBack: () => {
      isGiven.value = false;
      void giver()?.takeBack();
    },
  };
}
