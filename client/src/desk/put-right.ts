/** Making a room again what it was before somebody came in: all a clinician can do to it, and no more. */

import type { RoomId } from '@sprechzimmer/protocol';
import { Method, type Room } from 'matrix-js-sdk';
import { pauseFor, retrying } from '../api/retry.ts';
import { reaching } from '../crypto/homeserver-errors.ts';
import type { OpenClient } from '../crypto/open-client.ts';
import type { RoomGuard } from '../crypto/room-guard.ts';
import { stateToRestore } from '../crypto/room-rules.ts';
import { membersOf, stateOf } from '../crypto/room-shown.ts';

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
 * Shows out whoever is in the room, invited or knocking and does not belong there, writes again what its state has to
 * say, and waits until nothing is wrong.
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
  const path = `/rooms/${encodeURIComponent(roomId)}`;
  // What the homeserver refuses shows below: then the room stays as it is.
  const ask = (method: Method, at: string, body: object) =>
    retrying(
      () => reaching('putting the room right', () => open.client.http.authedRequest(method, at, {}, body)),
      { tries: 3, signal },
    ).catch(() => undefined);
  for (const { type, content } of stateToRestore(stateOf(room), { clinician: open.userId }))
    await ask(Method.Put, `${path}/state/${encodeURIComponent(type)}/`, content);
  for (const userId of strangersIn(room, members))
    await ask(Method.Post, `${path}/kick`, { user_id: userId });
  for (let leftMs = patienceMs; leftMs > 0; leftMs -= lookEveryMs) {
    if (await guard.isClean()) return;
    await pauseFor(lookEveryMs, signal);
  }
  throw new NotPutRight();
}

function strangersIn(room: Room, members: ReadonlySet<string>): string[] {
  return membersOf(room)
    .filter(
      ({ userId, membership }) => !members.has(userId) && membership !== 'leave' && membership !== 'ban',
    )
    .map(({ userId }) => userId);
}
