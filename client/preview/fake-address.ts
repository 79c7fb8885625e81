/** A choice about the network address that nothing hangs on. */

import { signal } from '@preact/signals';
import type { AddressChoice } from '../src/call/address-choice.ts';
import { noteCall } from './calls.ts';

/** @param hasRelay without one there is nothing to choose, unless it is chosen already */
export function fakeAddress(
  begins: ReturnType<AddressChoice['hidden']['peek']> = 'no',
  hasRelay = true,
): AddressChoice {
  const hidden = signal(begins);
  return {
    hidden,
    isOffered: signal(hasRelay || begins !== 'no'),
    hide: async (wanted) => {
      noteCall('hide', String(wanted));
      hidden.value = wanted ? 'by-wish' : 'no';
    },
  };
}
