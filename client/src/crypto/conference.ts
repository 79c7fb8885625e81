/** The MSC3401 conference of a room: both sides compute it, nobody has to be told. */

import {
  type CallStateContentSchema,
  callStateType,
  type RoomId,
  sha256,
  toHex,
  utf8,
} from '@sprechzimmer/protocol';
import type * as v from 'valibot';
import type { OpenClient } from './open-client.ts';

type CallStateContent = v.InferInput<typeof CallStateContentSchema>;

declare module 'matrix-js-sdk/lib/@types/event.js' {
  interface StateEvents {
    'org.matrix.msc3401.call': CallStateContent;
  }
}

export async function conferenceOf(roomId: RoomId): Promise<string> {
  return toHex(await sha256(utf8(`sprechzimmer/1 conference ${roomId}`))).slice(0, 32);
}

/** Says in the room's state that there is a call. A hint for other clients; ours do not need it. */
export async function sayConference(open: OpenClient, roomId: RoomId): Promise<void> {
  const content: CallStateContent = { 'm.intent': 'm.room', 'm.type': 'm.video' };
  await open.client.sendStateEvent(roomId, callStateType, content, await conferenceOf(roomId));
}
