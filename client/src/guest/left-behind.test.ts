import { DeviceIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type KnownDoor, leftBehind } from './left-behind.ts';

const first = v.parse(DeviceIdSchema, 'FIRST');
const second = v.parse(DeviceIdSchema, 'SECOND');
const admitted: KnownDoor = { state: 'admitted', by: first, seqs: { [first]: 4, [second]: 1 } };

test.each(['admitted', 'waiting', 'go-on'] as const)(
  'the desk that was in conversation hears that another one has taken over: %s',
  (word) => {
    expect(leftBehind(admitted, second, word)).toEqual({ device: first, heard: 4 });
  },
);

test.each([
  ['the same desk speaks', admitted, first, 'waiting'],
  ['the other one is only about to', admitted, second, 'prepare'],
  ['the visit is over anyway', admitted, second, 'ended'],
  ['nobody had let them in', { ...admitted, state: 'waiting' }, second, 'admitted'],
  ['nothing is known of the door yet', undefined, second, 'admitted'],
] as const)('no desk is told anything where %s', (_, door, from, word) => {
  expect(leftBehind(door, from, word)).toBeUndefined();
});
