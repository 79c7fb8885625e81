import { GuestLocalpartSchema, type InvitationId, readVoucher, VisitIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { makeNamer } from './namer.ts';

const key = new Uint8Array(32).fill(9);
const namer = makeNamer(key);

test('two visits never share an id or a guest account', () => {
  const made = Array.from({ length: 500 }, () => [namer.visitId(), namer.guestLocalpart()]).flat();
  expect(new Set(made).size).toBe(1000);
  expect(v.is(VisitIdSchema, namer.visitId())).toBe(true);
  expect(v.is(GuestLocalpartSchema, namer.guestLocalpart())).toBe(true);
});

test('a guest’s name can be read out on the telephone without being misheard or misread', () => {
  for (let n = 0; n < 500; n++) {
    expect(namer.guestName(new Set())).toMatch(/^Guest [34679ACDEFGHKMNPRTWXY]{3}$/);
  }
});

test('a name that is taken is not given again, not even when all short ones are', () => {
  const taken = new Set<string>();
  for (let n = 0; n < 2000; n++) {
    const name = namer.guestName(taken);
    expect(taken.has(name)).toBe(false);
    taken.add(name);
  }
  const onlyLong = { has: (name: string) => name.length === 'Guest 777'.length } as unknown as Set<string>;
  expect(namer.guestName(onlyLong)).toHaveLength('Guest 7777'.length);
});

test('a voucher says which guest, for which invitation, until when, and only our key makes one', async () => {
  const localpart = namer.guestLocalpart();
  const invitation = '3f9c1d0b7a5e48e2a6d4c8f01b2e7a90' as InvitationId;
  const voucher = await namer.voucher({ localpart, invitation, expiresSeconds: 1_790_000_300 });
  expect(await readVoucher(key, voucher)).toEqual({ v: 1, localpart, invitation, expires: 1_790_000_300 });
  expect(await readVoucher(new Uint8Array(32), voucher)).toBeUndefined();
});
