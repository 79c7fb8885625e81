/** A choice about the network address that nothing hangs on. */

import { signal } from '@preact/signals';
import type { AddressChoice } from '../src/call/address-choice.ts';
import { noteCall } from './calls.ts';

export function fakeAddress(begins: ReturnType<AddressChoice['hidden']['peek']> = 'no'): AddressChoice {
  const hidden = signal(begins);
  return {
    hidden,
    hide: async (wanted) => {
      noteCall('hide', String(wanted));
      hidden.value = wanted ? 'by-wish' : 'no';
    },
  };
}
