/** Every step of comparing pictures. */

import { signal } from '@preact/signals';
import type { ComparisonState, ComparisonView } from '../src/crypto/comparison-view.ts';
import type { SasPicture } from '../src/crypto/sas.ts';
import { noteCall } from './calls.ts';

const pictures: readonly SasPicture[] = [
  { symbol: '🐶', name: 'dog' },
  { symbol: '🔧', name: 'spanner' },
  { symbol: '🎅', name: 'santa' },
  { symbol: '🦋', name: 'butterfly' },
  { symbol: '☎️', name: 'telephone' },
  { symbol: '🚲', name: 'bicycle' },
  { symbol: '🐶', name: 'dog' },
];

function fakeComparison(state: ComparisonState): ComparisonView {
  return {
    state: signal(state),
    begin: async () => noteCall('begin'),
    theyMatch: async () => noteCall('theyMatch'),
    theyDiffer: async () => noteCall('theyDiffer'),
    cancel: async () => noteCall('cancel'),
  };
}

export const fakeComparisons = {
  needed: fakeComparison({ state: 'needed' }),
  again: fakeComparison({ state: 'needed', last: 'timed-out' }),
  asked: fakeComparison({ state: 'asked', byUs: false }),
  pictures: fakeComparison({ state: 'compare', pictures }),
  waiting: fakeComparison({ state: 'waiting', pictures }),
  done: fakeComparison({ state: 'done' }),
  differ: fakeComparison({ state: 'differ' }),
} as const;
