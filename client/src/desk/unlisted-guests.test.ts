import {
  DeviceIdSchema,
  InvitationIdSchema,
  RoomIdSchema,
  randomBytes,
  toBase64Url,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { unlistedGuests } from './unlisted-guests.ts';

const ada: ProvenGuest = {
  id: v.parse(InvitationIdSchema, '0'.repeat(32)),
  roomId: v.parse(RoomIdSchema, '!ada:practice.test'),
  guest: v.parse(UserIdSchema, '@guest-a:practice.test'),
  guestDevice: v.parse(DeviceIdSchema, 'D'),
  guestMasterKey: toBase64Url(randomBytes(32)),
  tag: 'a'.repeat(64),
  h: 'b'.repeat(64),
  superseded: false,
  door: { seq: 0, state: 'waiting' },
};

function watching() {
  const clock = { ms: 0 };
  return { clock, desk: unlistedGuests(() => clock.ms) };
}

test('a patient whom the server hides is not hidden from the clinician', () => {
  const { clock, desk } = watching();
  desk.heard(ada);
  clock.ms = 10_000;
  desk.listed([]);
  expect(desk.guests.value).toEqual([ada]);
  desk.listed([ada]);
  expect(desk.guests.value).toEqual([]);
});

test('nobody is called hidden whom the server lists a moment later', () => {
  const { clock, desk } = watching();
  desk.heard(ada);
  clock.ms = 9_999;
  desk.listed([]);
  expect(desk.guests.value).toEqual([]);
  desk.listed([ada]);
  clock.ms = 60_000;
  desk.listed([ada]);
  expect(desk.guests.value).toEqual([]);
});

test('nobody is called hidden who was there and has left, also when they are heard once more', () => {
  const { clock, desk } = watching();
  desk.listed([ada]);
  desk.heard(ada);
  clock.ms = 60_000;
  desk.listed([]);
  desk.heard(ada);
  clock.ms = 120_000;
  desk.listed([]);
  expect(desk.guests.value).toEqual([]);
});
