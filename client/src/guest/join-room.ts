/** Into the room the server named, and into no other: the steward lets a guest join where the bot has invited it. */

import type { RoomId } from '@sprechzimmer/protocol';
import { Method } from 'matrix-js-sdk';
import * as v from 'valibot';
import { pauseFor, retrying } from '../api/retry.ts';
import { isForbidden, reaching } from '../crypto/homeserver-errors.ts';
import type { OpenClient } from '../crypto/open-client.ts';

/** A room may be named a moment before the way into it is open: a refusal of the first tries means *not yet*. */
const tries = 40;
const pauseMs = 50;

const MembershipSchema = v.object({ membership: v.literal('join') });

/** Safe to repeat. @throws when the homeserver keeps refusing */
export async function joinRoom(open: OpenClient, roomId: RoomId, signal: AbortSignal): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      const path = `/join/${encodeURIComponent(roomId)}`;
      await patiently(signal, () => open.client.http.authedRequest(Method.Post, path, {}, {}));
      return;
    } catch (error) {
      if (!isForbidden(error) || attempt >= tries) throw error;
      // An answer that was lost: we are in, and nobody is let in twice.
      if (await isJoined(open, roomId)) return;
      await pauseFor(pauseMs, signal);
    }
  }
}

async function isJoined(open: OpenClient, roomId: RoomId): Promise<boolean> {
  const path = `/rooms/${encodeURIComponent(roomId)}/state/m.room.member/${encodeURIComponent(open.userId)}`;
  const answer = await open.client.http.authedRequest<unknown>(Method.Get, path).catch(() => undefined);
  return v.is(MembershipSchema, answer);
}

function patiently<T>(signal: AbortSignal, request: () => Promise<T>): Promise<T> {
  return retrying(() => reaching('joining the room', request), { signal });
}
