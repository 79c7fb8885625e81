/** Whether the other person learns this one's network address: this person's wish, or the practice's rule for all. */

import { computed, type ReadonlySignal, signal } from '@preact/signals';
import type { PracticeAnswer } from '@sprechzimmer/protocol';

export interface AddressChoice {
  /** `by-practice`: all conversations go through the relay; there is nothing to choose. */
  readonly hidden: ReadonlySignal<'no' | 'by-wish' | 'by-practice'>;
  /**
   * There is something to say or to choose. Without a relay hiding an address connects nobody, so it is not offered; who has
   * wished for it all the same can take it back.
   */
  readonly isOffered: ReadonlySignal<boolean>;
  /** From now on, and kept. A connection without a relay is given up at once when it is to be hidden. */
  hide(hidden: boolean): Promise<void>;
}

export interface KeptAddressChoice extends AddressChoice {
  /** Nothing but a relay may be used. */
  readonly relayOnly: ReadonlySignal<boolean>;
  /** What was kept on this device, once that is known. */
  recall(hidden: boolean): void;
}

/**
 * @param call what the practice says of its conversations, once that is known
 * @param keep stores the wish on this device
 */
export function addressChoice(
  call: ReadonlySignal<PracticeAnswer['call'] | undefined>,
  keep: (hidden: boolean) => Promise<void>,
): KeptAddressChoice {
  const wished = signal(false);
  /** What was ticked does not vanish as it is unticked. */
  const wasWished = signal(false);
  const byPractice = computed(() => call.value?.route === 'relay');
  const wish = (hidden: boolean) => {
    wished.value = hidden;
    if (hidden) wasWished.value = true;
  };
  const hidden = computed(() => (byPractice.value ? 'by-practice' : wished.value ? 'by-wish' : 'no'));
  return {
    hidden,
    isOffered: computed(() => call.value?.relay === true || byPractice.value || wasWished.value),
    relayOnly: computed(() => hidden.value !== 'no'),
    async hide(hidden) {
      wish(hidden);
      await keep(hidden);
    },
    recall: wish,
  };
}
