/** When the appointments of the preview begin. */

import { signal } from '@preact/signals';
import { beginningOf } from '../src/guest/beginning.ts';
import type { GuestStage, GuestView } from '../src/guest/guest-view.ts';

/** As the door has said it; whoever is further in comes twenty minutes early. */
export function beginsFor(stage: GuestStage): Pick<GuestView, 'begins'> {
  if (stage.stage === 'door') return { begins: signal(beginningOf(stage.door, Date.now())) };
  const atMs = Date.now() + 1_200_000;
  return { begins: signal({ atMs, hereMs: atMs }) };
}
