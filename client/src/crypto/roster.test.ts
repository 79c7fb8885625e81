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
    expect(readRoster(present, roster, undefined)).toEqual({ state: 'gathering' });
  });
  test('both in, bot gone', () => {
    expect(readRoster([join(guest), join(dr), leave(bot)], roster, undefined)).toEqual({ state: 'complete' });
  });
});

describe('somebody who does not belong there stops the visit', () => {
  test.each([
    ['joined', join(stranger)],
    ['invited', invite(stranger)],
    ['knocked', { userId: stranger, membership: 'knock' }],
  ] as const)('%s', (how, intruder) => {
    for (const goneBefore of [undefined, new Set<string>([bot])])
      expect(readRoster([join(guest), join(dr), intruder], roster, goneBefore)).toEqual({
        state: 'stranger',
        userId: stranger,
        how,
      });
  });
  test('the bot, when it comes back or is invited back', () => {
    for (const back of [join(bot), invite(bot)])
      expect(readRoster([join(guest), join(dr), back], roster, new Set([bot]))).toMatchObject({
        state: 'stranger',
        userId: bot,
      });
  });
  test('who came and went between two answers of the server', () => {
    expect(readRoster([join(guest), join(dr), leave(bot), leave(stranger)], roster, new Set([bot]))).toEqual({
      state: 'stranger',
      userId: stranger,
      how: 'was-there',
    });
  });
  test('but not who had gone before the two were by themselves', () => {
    const present = [join(guest), join(dr), leave(bot), leave(stranger)];
    for (const goneBefore of [undefined, new Set<string>([bot, stranger])])
      expect(readRoster(present, roster, goneBefore)).toEqual({ state: 'complete' });
  });
});

test('a notebook has one reader, and any other person in it is a stranger', () => {
  const own = { members: new Set<string>([dr]), bot: undefined };
  expect(readRoster([join(dr)], own, undefined)).toEqual({ state: 'complete' });
  expect(readRoster([join(dr), join(bot)], own, undefined)).toMatchObject({
    state: 'stranger',
    userId: bot,
  });
});
