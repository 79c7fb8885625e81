/** When the appointments of the preview begin. */

import { signal } from '@preact/signals';
import { beginningOf } from '../src/guest/beginning.ts';
import type { GuestStage, GuestView } from '../src/guest/guest-view.ts';

/** As the door has said it. Whoever is further in is just in time, or comes early by so many minutes. */
export function beginsFor(stage: GuestStage, earlyMinutes = 0): Pick<GuestView, 'begins'> {
  if (stage.stage === 'door') return { begins: signal(beginningOf(stage.door, Date.now())) };
  const atMs = Date.now() + earlyMinutes * 60_000;
  return { begins: signal({ atMs, hereMs: atMs }) };
}
