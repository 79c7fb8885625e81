/**
 * The room of a visit: everything about its first state, in one request, and the one event that follows it.
 * ADR 0003 says why each value is what it is.
 */

import type { UserId } from '@sprechzimmer/protocol';
import { callMemberType } from '@sprechzimmer/protocol';

export interface VisitRoomPeople {
  readonly bot: UserId;
  readonly clinician: UserId;
  readonly guest: UserId;
}

/**
 * Body of `POST /createRoom`. Encrypted from the first event after the ones that make it a room, readable from
 * one's own joining on, closed to everybody who is not invited, never federated. No name, no topic, no alias.
 * @param roomVersion below 12: from 12 on its creator would stay above everybody for ever
 */
export function visitRoom(people: VisitRoomPeople, roomVersion: string) {
  return {
    room_version: roomVersion,
    visibility: 'private',
    preset: 'private_chat',
    is_direct: false,
    creation_content: { 'm.federate': false },
    initial_state: [
      state('m.room.encryption', { algorithm: 'm.megolm.v1.aes-sha2' }),
      state('m.room.history_visibility', { history_visibility: 'joined' }),
      state('m.room.guest_access', { guest_access: 'forbidden' }),
      state('m.room.join_rules', { join_rule: 'invite' }),
    ],
    power_level_content_override: powerLevels({ [people.clinician]: 100, [people.bot]: 100 }),
    invite: [people.clinician, people.guest],
  };
}

/** Content of the `m.room.power_levels` that leaves power to the clinician alone. */
export function powerWithoutBot({ clinician }: Pick<VisitRoomPeople, 'clinician'>) {
  return powerLevels({ [clinician]: 100 });
}

/** A guest may say that it is in the call, and send what is encrypted. Nothing else, not even a reaction. */
function powerLevels(users: Readonly<Record<string, number>>) {
  return {
    users,
    users_default: 0,
    events: { 'm.room.encrypted': 0, [callMemberType]: 0 },
    events_default: 100,
    state_default: 100,
    invite: 100,
    kick: 100,
    ban: 100,
    redact: 100,
    historical: 100,
    notifications: { room: 100 },
  };
}

function state(type: string, content: Readonly<Record<string, string>>) {
  return { type, state_key: '', content };
}
