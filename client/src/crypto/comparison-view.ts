/** What a screen needs to lead somebody through comparing pictures with the other side of their visit. */

import type { ReadonlySignal } from '@preact/signals';
import type { SasEnd, SasState } from './sas.ts';

export type ComparisonState =
  /** Not compared yet, and nobody has begun. `last`: why the try before this one came to nothing. */
  | { readonly state: 'needed'; readonly last?: SasEnd }
  /** The desk asks the patient, and the patient accepts: whoever was asked has to press a button first. */
  | Extract<SasState, { state: 'asked' | 'preparing' | 'compare' | 'waiting' | 'done' }>
  /** The pictures or the keys behind them were not the same. Nothing of this visit goes on. */
  | { readonly state: 'differ' };

export interface ComparisonView {
  readonly state: ReadonlySignal<ComparisonState>;
  /** The desk asks; the patient takes up what was asked. */
  begin(): Promise<void>;
  theyMatch(): Promise<void>;
  theyDiffer(): Promise<void>;
  /** Not now. It can be begun again. */
  cancel(): Promise<void>;
}
