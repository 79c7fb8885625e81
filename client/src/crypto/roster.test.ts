import { type UserId, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { readRoster } from './roster.ts';

const user = (name: string): UserId => v.parse(UserIdSchema, `@${name}:practice.test`);
const [dr, guest, bot, stranger] = [user('dr'), user('guest'), user('bot'), user('stranger')];
const roster = { members: new Set<string>([dr, guest]), bot };
const join = (userId: string) => ({ userId, membership: 'join' });
const invite = (userId: string) => ({ userId, membership: 'invite' });
const leave = (userId: string) => ({ userId, membership: 'leave' });

describe('nothing is sent before the two are by themselves', () => {
  test.each([
    ['the room is still empty', []],
    ['one has not joined', [join(guest), invite(dr), join(bot)]],
    ['the bot has not left', [join(guest), join(dr), join(bot)]],
    ['the other has left', [join(guest), leave(dr), leave(bot)]],
  ])('%s', (_, present) => {
    expect(readRoster(present, roster, false)).toEqual({ state: 'gathering' });
  });
  test('both in, bot gone', () => {
    expect(readRoster([join(guest), join(dr), leave(bot)], roster, false)).toEqual({ state: 'complete' });
  });
});

describe('somebody who does not belong there stops the visit', () => {
  test.each([
    ['joined', join(stranger)],
    ['only invited', invite(stranger)],
  ])('%s', (_, intruder) => {
    for (const wasComplete of [false, true])
      expect(readRoster([join(guest), join(dr), intruder], roster, wasComplete)).toEqual({
        state: 'stranger',
        userId: stranger,
      });
  });
  test('the bot, when it comes back or is invited back', () => {
    for (const back of [join(bot), invite(bot)])
      expect(readRoster([join(guest), join(dr), back], roster, true)).toEqual({
        state: 'stranger',
        userId: bot,
      });
  });
  test('but not somebody who was there and has gone', () => {
    expect(readRoster([join(guest), join(dr), leave(stranger)], roster, true)).toEqual({ state: 'complete' });
  });
});

test('a notebook has one reader, and any other person in it is a stranger', () => {
  const own = { members: new Set<string>([dr]), bot: undefined };
  expect(readRoster([join(dr)], own, false)).toEqual({ state: 'complete' });
  expect(readRoster([join(dr), join(bot)], own, false)).toEqual({ state: 'stranger', userId: bot });
});
