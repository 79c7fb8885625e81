/** Whether a room's state is what the bot made it to be. Pure. The state is the server's word: it can only stop us. */

import {
  createType,
  encryptionType,
  type FixedStateType,
  fixedRoomState,
  powerType,
  roomPower,
  type UserId,
} from '@sprechzimmer/protocol';
import type { LastingAlarm } from './roster-view.ts';

export interface StateEvent {
  readonly sender: string | undefined;
  readonly content: unknown;
}

/** The state event of this type under the empty key, if there is one. */
export type StateLookup = (type: string) => StateEvent | undefined;

export interface RoomRules {
  readonly bot: UserId;
  readonly clinician: UserId;
}

/** Any of these says that people are to move, or may be asked in past the roster. */
const neverThere = ['m.room.tombstone', 'm.room.third_party_invite'];
const fixedTypes = Object.keys(fixedRoomState).filter(isFixedType);

/**
 * What is wrong with the state.
 * @param complete the bot has left: from now on everything has to be there, and the power is the clinician's alone.
 *   Before, what has not been shown yet is not missed.
 */
export function readRoomRules(state: StateLookup, rules: RoomRules, complete: boolean): LastingAlarm[] {
  const alarms: LastingAlarm[] = [];
  const creation = state(createType);
  if (creation ? creation.sender !== rules.bot : complete) alarms.push({ kind: 'other-room' });
  for (const type of fixedTypes) {
    const shown = state(type);
    if (shown ? !isSameContent(shown.content, fixedRoomState[type]) : complete)
      alarms.push(faultOf(type, shown));
  }
  const power = state(powerType);
  const allowed = [[rules.clinician], ...(complete ? [] : [[rules.clinician, rules.bot]])];
  if (power ? !allowed.some((mighty) => isSameContent(power.content, roomPower(mighty))) : complete)
    alarms.push({ kind: 'power-changed' });
  if (neverThere.some((type) => state(type) !== undefined)) alarms.push({ kind: 'access-changed' });
  return alarms;
}

/** The state events whose content has to be written again so that a room is what it was. Encryption never is. */
export function stateToRestore(
  state: StateLookup,
  { clinician }: Pick<RoomRules, 'clinician'>,
): { readonly type: string; readonly content: object }[] {
  const wanted = [
    { type: powerType, content: roomPower([clinician]) },
    ...fixedTypes.map((type) => ({ type, content: fixedRoomState[type] })),
  ];
  return wanted.filter(
    ({ type, content }) => type !== encryptionType && !isSameContent(state(type)?.content, content),
  );
}

function faultOf(type: FixedStateType, shown: StateEvent | undefined): LastingAlarm {
  if (type !== encryptionType) return { kind: 'access-changed' };
  return { kind: shown ? 'encryption-changed' : 'not-encrypted' };
}

function isFixedType(type: string): type is FixedStateType {
  return Object.hasOwn(fixedRoomState, type);
}

/** Equal as JSON values: the same fields with the same values in whatever order, and no other. */
function isSameContent(one: unknown, other: unknown): boolean {
  if (typeof one !== 'object' || typeof other !== 'object' || one === null || other === null)
    return one === other;
  const entries = Object.entries(one);
  const others = new Map(Object.entries(other));
  return (
    Array.isArray(one) === Array.isArray(other) &&
    entries.length === others.size &&
    entries.every(([name, value]) => others.has(name) && isSameContent(value, others.get(name)))
  );
}
