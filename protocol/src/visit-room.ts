/**
 * What the room of a visit looks like: the bot makes it so, and both clients hold it to that for as long as it is used.
 * ADR 0003 says why each value is what it is.
 */

import { callMemberType } from './events.ts';
import type { UserId } from './ids.ts';

export const createType = 'm.room.create';
export const powerType = 'm.room.power_levels';
export const encryptionType = 'm.room.encryption';

/**
 * State that never changes, by event type; each stands under the empty state key. Encrypted, without rotation of its
 * own, readable from one's own joining on, closed to everybody who is not invited.
 */
export const fixedRoomState = {
  [encryptionType]: { algorithm: 'm.megolm.v1.aes-sha2' },
  'm.room.history_visibility': { history_visibility: 'joined' },
  'm.room.guest_access': { guest_access: 'forbidden' },
  'm.room.join_rules': { join_rule: 'invite' },
} as const;

export type FixedStateType = keyof typeof fixedRoomState;

/**
 * Content of `m.room.power_levels`. A guest may say that it is in the call, and send what is encrypted. Nothing else,
 * not even a reaction.
 * @param mighty who stands at 100: the clinician, and the bot until it leaves
 */
export function roomPower(mighty: readonly UserId[]) {
  return {
    users: Object.fromEntries(mighty.map((userId) => [userId, 100])),
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
