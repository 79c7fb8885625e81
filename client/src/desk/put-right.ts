/** Making a room again what it was before somebody came in: all a clinician can do to it, and no more. */

import type { RoomId } from '@sprechzimmer/protocol';
import { Method } from 'matrix-js-sdk';
import { pauseFor, retrying } from '../api/retry.ts';
import { reaching } from '../crypto/homeserver-errors.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import type { RoomGuard } from '../crypto/room-guard.ts';
import { membersOf } from '../crypto/room-shown.ts';

/** The room is not what it has to be, although it was tried. */
export class NotPutRight extends Error {
  constructor() {
    super('the room is still not as it has to be');
    this.name = 'NotPutRight';
  }
}

const patienceMs = 10_000;
const lookEveryMs = 250;

/**
 * Shows out whoever is in the room, invited or knocking and does not belong there, and waits until nothing is wrong.
 * @throws NotPutRight when that does not happen within ten seconds
 */
export async function putRight(
  open: OpenClient,
  roomId: RoomId,
  members: ReadonlySet<string>,
  guard: Pick<RoomGuard, 'isClean'>,
  signal: AbortSignal,
): Promise<void> {
  const room = open.client.getRoom(roomId);
  if (!room) throw new NotPutRight();
  const strangers = membersOf(room).filter(
    ({ userId, membership }) => !members.has(userId) && membership !== 'leave' && membership !== 'ban',
  );
  const kick = `/rooms/${encodeURIComponent(roomId)}/kick`;
  for (const { userId } of strangers)
    await retrying(
      () =>
        reaching('showing somebody out', () =>
          open.client.http.authedRequest(Method.Post, kick, {}, { user_id: userId }),
        ),
      { tries: 3, signal },
    ).catch(() => undefined);
  for (let leftMs = patienceMs; leftMs > 0; leftMs -= lookEveryMs) {
    if (await guard.isClean()) return;
    await pauseFor(lookEveryMs, signal);
  }
  throw new NotPutRight();
}
