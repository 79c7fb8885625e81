/** What a clinician has chosen for this device. Kept sealed in this browser, and nowhere else. */

import { type ReadonlySignal, signal } from '@preact/signals';
import { type Choices, noChoices } from '../storage/own-choices.ts';

export interface OwnChoices {
  readonly chosen: ReadonlySignal<Choices>;
  /** From this moment, and kept. */
  choose(part: Partial<Choices>): Promise<void>;
}

export interface KeptOwnChoices extends OwnChoices {
  /** What was kept on this device, once that is known. */
  recall(kept: Choices): void;
}

/** @param keep stores all of it on this device */
export function ownChoices(keep: (choices: Choices) => Promise<void>): KeptOwnChoices {
  const chosen = signal<Choices>(noChoices);
  return {
    chosen,
    async choose(part) {
      chosen.value = { ...chosen.peek(), ...part };
      await keep(chosen.peek());
    },
    recall(kept) {
      chosen.value = kept;
    },
  };
}
