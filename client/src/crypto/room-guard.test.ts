import { UserIdSchema } from '@sprechzimmer/protocol';
import { MatrixClient, MatrixEvent, Room, RoomStateEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { membersOf } from './room-guard.ts';
import { readRoster } from './roster.ts';

const user = (name: string) => v.parse(UserIdSchema, `@${name}:practice.test`);
const [dr, guest, bot] = [user('dr'), user('guest'), user('bot')];
const roster = { members: new Set<string>([dr, guest]), bot };

const member = (userId: string, membership: string) =>
  new MatrixEvent({
    type: 'm.room.member',
    state_key: userId,
    sender: userId,
    room_id: '!room',
    event_id: `$${userId}-${membership}`,
    content: { membership },
  });

test('a bot that the server lists last is no stranger: nobody is told to give up a good visit', () => {
  const room = new Room('!room', new MatrixClient({ baseUrl: 'https://practice.test' }), dr);
  const readings: string[] = [];
  const read = () => readings.push(readRoster(membersOf(room), roster, false).state);
  room.on(RoomStateEvent.Members, read);
  room.currentState.setStateEvents([member(dr, 'join'), member(guest, 'join'), member(bot, 'join')]);
  expect(new Set(readings)).toEqual(new Set(['gathering']));
  room.currentState.setStateEvents([member(bot, 'leave')]);
  expect(readings.at(-1)).toBe('complete');
});
