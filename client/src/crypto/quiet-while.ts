/** No sound and no picture while something is wrong, and none ever again where it lasts. */

import { effect, untracked } from '@preact/signals';
import type { RoomCall } from './room-call.ts';
import type { RoomGuard } from './room-guard.ts';
import { isLasting } from './roster-view.ts';

/**
 * @param resume called when what was wrong has gone away by itself
 * @returns ends it
 */
export function quietWhileAlarmed(
  guard: Pick<RoomGuard, 'alarm'>,
  call: Pick<RoomCall, 'isOpen' | 'close' | 'leave'>,
  resume: (wasOpen: boolean) => void,
): () => void {
  /** Whether there were sound and picture when it became quiet; undefined while it is not. */
  let wasOpen: boolean | undefined;
  return effect(() => {
    const alarm = guard.alarm.value;
    untracked(() => {
      if (alarm && isLasting(alarm)) void call.leave();
      else if (alarm) {
        wasOpen ??= call.isOpen();
        void call.close().catch(() => undefined);
      } else if (wasOpen !== undefined) {
        const before = wasOpen;
        wasOpen = undefined;
        resume(before);
      }
    });
  });
}
