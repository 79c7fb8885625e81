/** What has stopped this visit stands over a reload: nothing but the clinician's word lets it go on. */

import { effect } from '@preact/signals';
import type { RoomGuard } from '../crypto/room-guard.ts';
import { isLasting, isSameAlarm } from '../crypto/roster-view.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';

/** Halts for what stands in the record, and keeps there whatever halts from now on. @returns ends it */
export function keepHalt(
  guard: Pick<RoomGuard, 'alarm' | 'halt'>,
  keeper: Pick<VisitKeeper, 'record' | 'change'>,
): () => void {
  const { halted } = keeper.record;
  if (halted) guard.halt(halted);
  return effect(() => {
    const alarm = guard.alarm.value;
    if (!alarm || !isLasting(alarm)) return;
    const { halted: kept } = keeper.record;
    if (kept && isSameAlarm(kept, alarm)) return;
    void keeper.change({ halted: alarm }).catch(() => undefined);
  });
}
