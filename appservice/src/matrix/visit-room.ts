/**
 * The room of a visit: everything about its first state, in one request, and the one event that follows it.
 * ADR 0003 says why each value is what it is.
 */

import { fixedRoomState, roomPower, type UserId } from '@sprechzimmer/protocol';

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
    initial_state: Object.entries(fixedRoomState).map(([type, content]) => ({
      type,
      state_key: '',
      content,
    })),
    power_level_content_override: roomPower([people.clinician, people.bot]),
    invite: [people.clinician, people.guest],
  };
}

/** Content of the `m.room.power_levels` that leaves power to the clinician alone. */
export function powerWithoutBot({ clinician }: Pick<VisitRoomPeople, 'clinician'>) {
  return roomPower([clinician]);
}
