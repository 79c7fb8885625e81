/** Which room the server names for this visit: the first one, and each that comes in its place. */

import type { ReadonlySignal } from '@preact/signals';
import type { RoomId, VisitAnswer } from '@sprechzimmer/protocol';
import { until } from './until.ts';

type Answer = ReadonlySignal<VisitAnswer | undefined>;

/** The first room. @throws when `abort` comes before there is one */
export function namedRoom(answer: Answer, abort: AbortSignal): Promise<RoomId> {
  return until(() => answer.value?.roomId ?? undefined, abort);
}

/** Another room that the server names, or the same one when the clinician has said that it may go on there. */
export function nextRoom(
  answer: Answer,
  goingOn: ReadonlySignal<number>,
  before: RoomId,
  abort: AbortSignal,
): Promise<RoomId> {
  const times = goingOn.peek();
  return until(() => {
    const named = answer.value?.roomId;
    const other = named && named !== before ? named : undefined;
    return other ?? (goingOn.value > times ? before : undefined);
  }, abort);
}
