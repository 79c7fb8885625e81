/** What an operator does to a room: in the clinician's name, as an administrator, and with accounts of their own. */

import { randomBytes } from 'node:crypto';
import { type RoomId, type UserId, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { OperatorAccount } from '../stack/operator.ts';
import type { Scene } from '../stack/scene.ts';

const client = '/_matrix/client/v3';

export type RoomPower = (method: 'POST' | 'PUT', path: string, body: object) => Promise<void>;

/** Everything the clinician's account can do to a room, with a token that the database has given away. No keys. */
export function inTheNameOf({ operator }: Scene, userId: UserId, roomId: RoomId): RoomPower {
  const { token } = operator.giveDevice(userId);
  return async (method, path, body) => {
    const at = `${client}/rooms/${encodeURIComponent(roomId)}/${path}`;
    const { status, json } = await operator.ask(token, method, at, body);
    if (status !== 200) throw new Error(`${method} ${path} answers ${status}: ${JSON.stringify(json)}`);
  };
}

/** An account of the operator's that nobody has heard of before. */
export function stranger({ operator }: Scene, options: { readonly admin?: boolean } = {}): OperatorAccount {
  return operator.makeAccount(`third-${randomBytes(4).toString('hex')}`, options);
}

/** By the administrator's own door: power and invitation are written in the name of whoever has power there. */
export async function takeOver({ operator }: Scene, roomId: RoomId, admin: OperatorAccount): Promise<void> {
  const path = `/_synapse/admin/v1/rooms/${encodeURIComponent(roomId)}/make_room_admin`;
  const { status } = await operator.ask(admin.token, 'POST', path, { user_id: admin.userId });
  if (status !== 200) throw new Error(`make_room_admin answers ${status}`);
  await join({ operator }, roomId, admin);
}

export async function join(
  { operator }: Pick<Scene, 'operator'>,
  roomId: RoomId,
  { token }: Pick<OperatorAccount, 'token'>,
): Promise<void> {
  const { status, json } = await operator.ask(
    token,
    'POST',
    `${client}/join/${encodeURIComponent(roomId)}`,
    {},
  );
  if (status !== 200) throw new Error(`joining answers ${status}: ${JSON.stringify(json)}`);
}

/** The bot that makes the rooms. */
export function botOf({ operator }: Scene): UserId {
  const [row] = operator.rows('SELECT name FROM users WHERE appservice_id IS NOT NULL');
  return v.parse(UserIdSchema, row?.['name']);
}
