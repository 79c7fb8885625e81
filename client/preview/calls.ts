/** What the screens asked of the fakes behind them, for tests that press buttons. */

import type { Signal } from '@preact/signals';
import type { DeskPatient } from '../src/desk/desk-view.ts';

declare global {
  interface Window {
    previewCalls: string[];
    /** The desk that was drawn last: people come and go while somebody works at it. */
    previewPatients: Signal<readonly DeskPatient[]>;
  }
}

window.previewCalls = [];

export function noteCall(name: string, ...details: readonly (string | number)[]): void {
  window.previewCalls.push([name, ...details].join(' '));
}
