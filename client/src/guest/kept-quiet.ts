/** The wish that quiet sounds are not filtered: kept with the visit, so that a reload does not forget it, and gone with it. */

import { effect } from '@preact/signals';
import type { MediaView } from '../call/media-view.ts';
import type { VisitKeeper, VisitRecord } from '../storage/visit-record.ts';

export interface KeptQuiet {
  /** For the record of a visit that begins. */
  inRecord(): Pick<VisitRecord, 'keepsQuietSounds'>;
  /** As it was kept with this visit: from now on the microphone does so. */
  recall(kept: Pick<VisitKeeper, 'record'>): void;
}

/** @param keeper of the visit, once there is one in this window */
export function keptQuiet(
  media: Pick<MediaView, 'wantedQuietSounds' | 'wantQuietSounds'>,
  keeper: () => Pick<VisitKeeper, 'record' | 'change'> | undefined,
): KeptQuiet {
  const isWanted = () => media.wantedQuietSounds.value === 'kept';
  effect(() => {
    const keepsQuietSounds = isWanted() || undefined;
    const kept = keeper();
    if (!kept || kept.record.keepsQuietSounds === keepsQuietSounds) return;
    // A browser that keeps nothing more: it holds until the page is closed.
    void kept.change({ keepsQuietSounds }).catch(() => undefined);
  });
  return {
    inRecord: () => (media.wantedQuietSounds.peek() === 'kept' ? { keepsQuietSounds: true } : {}),
    recall: ({ record }) => void media.wantQuietSounds(record.keepsQuietSounds ? 'kept' : 'filtered'),
  };
}
