import { type DoorAnswer, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { beginningOf } from './beginning.ts';

const startsAt = 1_795_510_800;
const hourMs = 3_600_000;
const door: DoorAnswer = {
  state: 'open',
  clinician: { userId: v.parse(UserIdSchema, '@dr:practice.test'), name: 'Dr. M' },
  kind: 'video',
  notBefore: startsAt - 1800,
  notAfter: startsAt + 4800,
  startsAt,
  serverTimeMs: (startsAt - 600) * 1000,
};

test('an appointment begins for a device whose clock is an hour slow when it begins for everybody', () => {
  const { atMs, hereMs } = beginningOf(door, door.serverTimeMs - hourMs) ?? {};
  expect(atMs).toBe(startsAt * 1000);
  expect(hereMs).toBe(startsAt * 1000 - hourMs);
});

test('where the server does not know the beginning, none is made up from the window', () => {
  const { startsAt: _, ...without } = door;
  expect(beginningOf(without, door.serverTimeMs)).toBeUndefined();
});
