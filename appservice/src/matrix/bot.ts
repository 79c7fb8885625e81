/** The bot: makes rooms and leaves them. It speaks through the bridge library's raw client and does nothing by itself. */

import { RoomIdSchema, type UserId, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { RoomMaker } from '../visits/ports.ts';
import { HomeserverError, homeserverError } from './homeserver-error.ts';
import { powerWithoutBot, visitRoom } from './visit-room.ts';

/** The part of the library's Matrix client we use: one request, as the bot. Throws on any answer but 2xx. */
export interface BotClient {
  doRequest(
    method: 'GET' | 'POST' | 'PUT',
    endpoint: string,
    query: Record<string, string> | null,
    body: unknown,
    timeoutMs: number,
  ): Promise<unknown>;
}

export interface BotOptions {
  readonly client: BotClient;
  readonly botUserId: UserId;
  /** From the config; `11` unless an admin knows better. */
  readonly roomVersion: string;
}

/** Besides making rooms: the account itself. */
export interface Bot extends RoomMaker {
  /** Makes the bot's account. Safe to repeat; the homeserver has to be up. */
  register(): Promise<void>;
}

export function makeBot({ client, botUserId, roomVersion }: BotOptions): Bot {
  const ask: Ask = async (attempt, schema, method, path, body = {}) => {
    const answer = await client
      .doRequest(method, `/_matrix/client/v3${path}`, null, method === 'GET' ? null : body, timeoutMs)
      .catch((thrown: unknown) => Promise.reject(homeserverError(attempt, thrown)));
    const parsed = v.safeParse(schema, answer);
    if (!parsed.success) throw new HomeserverError(attempt, { code: 'UNEXPECTED_ANSWER' });
    return parsed.output;
  };

  return {
    async register() {
      const account = {
        type: 'm.login.application_service',
        username: botUserId.slice(1, botUserId.indexOf(':')),
        inhibit_login: true,
      };
      await ask('register the bot', Anything, 'POST', '/register', account).catch(unless('M_USER_IN_USE'));
    },

    async makeRoom({ clinician, guest }) {
      const body = visitRoom({ bot: botUserId, clinician, guest }, roomVersion);
      const { room_id: room } = await ask('create a room', CreatedSchema, 'POST', '/createRoom', body);
      const power = `${roomPath(room)}/state/m.room.power_levels/`;
      await ask('give up its power', Anything, 'PUT', power, powerWithoutBot({ clinician }));
      return room;
    },

    async leaveRoom(room) {
      // 404: the room is gone. 403: the bot is not in it (any more).
      await ask('leave a room', Anything, 'POST', `${roomPath(room)}/leave`).catch(
        unless('M_NOT_FOUND', 'M_UNKNOWN', 'M_FORBIDDEN'),
      );
    },

    async joinedRooms() {
      const { joined_rooms } = await ask('list its rooms', JoinedRoomsSchema, 'GET', '/joined_rooms');
      return joined_rooms;
    },

    async members(room) {
      const { chunk } = await ask('read the members', MembersSchema, 'GET', `${roomPath(room)}/members`);
      return new Map(chunk.map(({ state_key, content }) => [state_key, content.membership]));
    },
  };
}

type Ask = <Schema extends v.GenericSchema>(
  attempt: string,
  schema: Schema,
  method: 'GET' | 'POST' | 'PUT',
  path: string,
  body?: unknown,
) => Promise<v.InferOutput<Schema>>;

const Anything = v.unknown();
const CreatedSchema = v.object({ room_id: RoomIdSchema });
const JoinedRoomsSchema = v.object({ joined_rooms: v.array(RoomIdSchema) });
const MembersSchema = v.object({
  chunk: v.array(
    v.object({
      state_key: UserIdSchema,
      content: v.object({ membership: v.picklist(['join', 'invite', 'leave', 'ban', 'knock']) }),
    }),
  ),
});

/** Making a room takes a tenth of a second; a homeserver that needs a hundred times that is not well. */
const timeoutMs = 15_000;

function roomPath(room: string): string {
  return `/rooms/${encodeURIComponent(room)}`;
}

function unless(...codes: readonly string[]): (thrown: unknown) => void {
  return (thrown) => {
    if (!(thrown instanceof HomeserverError && codes.includes(thrown.code))) throw thrown;
  };
}
