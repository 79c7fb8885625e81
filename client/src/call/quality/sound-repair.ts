/** "Repair sound": everything between a voice and an ear is made anew, without hanging up. */

import { signal } from '@preact/signals';
import type { MediaView } from '../media-view.ts';
import type { SoundRepairView } from './line-view.ts';

export class SoundRepair implements SoundRepairView {
  readonly repairing = signal(false);
  readonly repairs = signal(0);
  readonly #media: Pick<MediaView, 'reopen'>;
  readonly #restartIce: () => void;

  constructor(media: Pick<MediaView, 'reopen'>, restartIce: () => void) {
    this.#media = media;
    this.#restartIce = restartIce;
  }

  async repairSound(): Promise<void> {
    if (this.repairing.peek()) return;
    this.repairing.value = true;
    try {
      this.#restartIce();
      await this.#media.reopen();
    } finally {
      this.repairs.value += 1;
      this.repairing.value = false;
    }
  }
}
