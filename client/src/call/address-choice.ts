/** Whether the other person learns this one's network address: this person's wish, or the practice's rule for all. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';

export interface AddressChoice {
  /** `by-practice`: all conversations go through the relay; there is nothing to choose. */
  readonly hidden: ReadonlySignal<'no' | 'by-wish' | 'by-practice'>;
  /** From now on, and kept. A connection without a relay is given up at once when it is to be hidden. */
  hide(hidden: boolean): Promise<void>;
}

export interface KeptAddressChoice extends AddressChoice {
  /** Nothing but a relay may be used. */
  readonly relayOnly: ReadonlySignal<boolean>;
  /** What was kept on this device, once that is known. */
  recall(hidden: boolean): void;
}

/** @param keep stores the wish on this device */
export function addressChoice(
  byPractice: ReadonlySignal<boolean>,
  keep: (hidden: boolean) => Promise<void>,
): KeptAddressChoice {
  const wished = signal(false);
  const hidden = computed(() => (byPractice.value ? 'by-practice' : wished.value ? 'by-wish' : 'no'));
  return {
    hidden,
    relayOnly: computed(() => hidden.value !== 'no'),
    async hide(hidden) {
      wished.value = hidden;
      await keep(hidden);
    },
    recall(hidden) {
      wished.value = hidden;
    },
  };
}
