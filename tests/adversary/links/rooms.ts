/** Rooms that the appservice's bot makes for the operator. */

import {
  fixedRoomState,
  fromBase64,
  RoomIdSchema,
  roomPower,
  type UserId,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { makeSteward } from '../../../appservice/src/matrix/steward-client.ts';
import { textOf } from '../stack/json.ts';
import type { Scene } from '../stack/scene.ts';

/** Tells the steward, in the appservice's name, that this guest may go into this room. */
export async function confine({ operator }: Scene, guest: string, room: string): Promise<void> {
  const { stewardKey } = await operator.secrets();
  const steward = makeSteward({
    homeserverUrl: operator.homeserverUrl,
    stewardKey: fromBase64(stewardKey),
    clock: { nowMs: Date.now },
  });
  await steward.confine(v.parse(UserIdSchema, guest), v.parse(RoomIdSchema, room));
}

/** Exactly like the room of a visit, with the clinician invited. @returns its id */
export async function makeRoomAsBot({ operator }: Scene, clinician: UserId): Promise<string> {
  const { asToken } = await operator.secrets();
  const who = await operator.ask(asToken, 'GET', '/_matrix/client/v3/account/whoami');
  const bot = v.parse(UserIdSchema, who.json['user_id']);
  const made = await operator.ask(asToken, 'POST', '/_matrix/client/v3/createRoom', {
    room_version: '11',
    creation_content: { 'm.federate': false },
    initial_state: Object.entries(fixedRoomState).map(([type, content]) => ({
      type,
      state_key: '',
      content,
    })),
    power_level_content_override: roomPower([bot, clinician]),
    invite: [clinician],
  });
  const room = textOf(made.json['room_id']);
  if (room === '')
    throw new Error(`the bot could not make a room: ${made.status} ${JSON.stringify(made.json)}`);
  return room;
}
