/** What the server may show of a room's state, and what it is not believed. */

import { fixedRoomState, powerType, roomPower } from '@sprechzimmer/protocol';
import { describe, expect, test } from 'vitest';
import { type RoomRules, readRoomRules, stateToRestore } from './room-rules.ts';
import { clinicianId, guestId } from './testing/paper-people.ts';
import { botId, stateEvent, visitRoomState } from './testing/paper-room.ts';

const rules: RoomRules = { bot: botId, clinician: clinicianId };

function read(state: ReturnType<typeof visitRoomState>, complete = true) {
  return readRoomRules((type) => state.find((event) => event.type === type) as never, rules, complete);
}
function kinds(...changed: ReturnType<typeof stateEvent>[]) {
  return read(visitRoomState(...changed)).map(({ kind }) => kind);
}
function without(type: string, complete: boolean) {
  return read(
    visitRoomState().filter((event) => event.type !== type),
    complete,
  ).map(({ kind }) => kind);
}

test('a room as the bot leaves it is no reason to stop anybody', () => {
  expect(kinds()).toEqual([]);
});

describe('the power of the room is the clinician’s alone', () => {
  test.each([
    ['the bot has kept its power', roomPower([clinicianId, botId])],
    [
      'the guest has been raised',
      { ...roomPower([clinicianId]), users: { [clinicianId]: 100, [guestId]: 100 } },
    ],
    ['the clinician has been lowered', { ...roomPower([clinicianId]), users: {} }],
    ['everybody may invite', { ...roomPower([clinicianId]), invite: 0 }],
    ['everybody may send in clear', { ...roomPower([clinicianId]), events_default: 0 }],
    ['everybody may change the state', { ...roomPower([clinicianId]), state_default: 0 }],
    ['a guest may say who is in the room', { ...roomPower([clinicianId]), events: { 'm.room.member': 0 } }],
    ['redacted', { users: { [clinicianId]: 100 } }],
    ['empty', {}],
  ])('stopped when %s', (_, content) => {
    expect(kinds(stateEvent(powerType, content))).toEqual(['power-changed']);
  });
  test('the bot has its power only until it leaves', () => {
    const early = visitRoomState(stateEvent(powerType, roomPower([clinicianId, botId])));
    expect(read(early, false)).toEqual([]);
  });
});

describe('encryption is never turned down', () => {
  const encryption = (content: object) => kinds(stateEvent('m.room.encryption', content));
  test.each([
    ['another algorithm', { algorithm: 'm.megolm.v0.unknown' }],
    ['none, redacted', {}],
    ['keys that are kept for longer', { algorithm: 'm.megolm.v1.aes-sha2', rotation_period_ms: 9e15 }],
    [
      'keys that are kept for more messages',
      { algorithm: 'm.megolm.v1.aes-sha2', rotation_period_msgs: 1e9 },
    ],
  ])('%s', (_, content) => {
    expect(encryption(content)).toEqual(['encryption-changed']);
  });
  test('a room that says nothing of encryption is not used', () => {
    expect(without('m.room.encryption', true)).toEqual(['not-encrypted']);
  });
});

describe('nobody else is to find a way in', () => {
  test.each([
    ['anybody may join', stateEvent('m.room.join_rules', { join_rule: 'public' })],
    ['anybody may knock', stateEvent('m.room.join_rules', { join_rule: 'knock' })],
    [
      'whoever comes later reads what was',
      stateEvent('m.room.history_visibility', { history_visibility: 'shared' }),
    ],
    [
      'anybody reads along',
      stateEvent('m.room.history_visibility', { history_visibility: 'world_readable' }),
    ],
    ['without an account', stateEvent('m.room.guest_access', { guest_access: 'can_join' })],
    ['invited by mail', stateEvent('m.room.third_party_invite', { display_name: 'x' }, 'token')],
    ['all are to move elsewhere', stateEvent('m.room.tombstone', { replacement_room: '!x:practice.test' })],
  ])('%s', (_, event) => {
    expect(kinds(event)).toEqual(['access-changed']);
  });
});

test('a room that somebody else has made is not this visit’s', () => {
  const foreign = visitRoomState(
    stateEvent('m.room.create', { room_version: '11' }, '', '@admin:practice.test'),
  );
  for (const complete of [false, true])
    expect(read(foreign, complete).map(({ kind }) => kind)).toEqual(['other-room']);
});

test('a room that is still being shown piece by piece alarms nobody, and afterwards every piece has to be there', () => {
  for (const type of ['m.room.create', powerType, ...Object.keys(fixedRoomState)]) {
    expect(without(type, false), type).toEqual([]);
    expect(without(type, true), type).toHaveLength(1);
  }
});

test('putting right writes what has been changed and nothing else, and never touches encryption', () => {
  const changed = [
    stateEvent(powerType, {}),
    stateEvent('m.room.join_rules', { join_rule: 'public' }),
    stateEvent('m.room.encryption', { algorithm: 'none' }),
  ];
  const state = visitRoomState(...changed);
  const wanted = stateToRestore((type) => state.find((event) => event.type === type) as never, rules);
  expect(wanted).toEqual([
    { type: powerType, content: roomPower([clinicianId]) },
    { type: 'm.room.join_rules', content: { join_rule: 'invite' } },
  ]);
});
