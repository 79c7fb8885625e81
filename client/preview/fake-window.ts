/** A window of any kind, with a link that opens nothing. */

import { signal } from '@preact/signals';
import type { WindowView } from '../src/guest/this-window.ts';
import { noteCall } from './calls.ts';

export interface FakeWindow {
  readonly lacksMedia?: boolean;
  readonly isInsideApp?: boolean;
  readonly forgets?: boolean;
}

export function fakeWindow({ lacksMedia, isInsideApp, forgets }: FakeWindow = {}): WindowView {
  return {
    lacksMedia: lacksMedia ?? false,
    isInsideApp: isInsideApp ?? false,
    forgets: signal(forgets ?? false),
    handOn: () => {
      noteCall('handOn');
      return `https://lindenhof.example/j/#1${'AbCd3-'.repeat(15)}z`;
    },
  };
}
