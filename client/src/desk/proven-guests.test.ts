import {
  DeviceIdSchema,
  type InvitationId,
  InvitationIdSchema,
  RoomIdSchema,
  randomBytes,
  toBase64Url,
  type UserId,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import type { ProvenGuest } from '../storage/desk-record.ts';
import {
  addFailed,
  addProof,
  isDecidedAgainst,
  provenFor,
  prune,
  supersede,
  trustOf,
  usesLinkUp,
} from './proven-guests.ts';

const id = v.parse(InvitationIdSchema, 'f20faeacfab41273a7246ccb457091ad');

function guest(name: string, part: Partial<ProvenGuest> = {}): ProvenGuest {
  return {
    id,
    roomId: v.parse(RoomIdSchema, `!${name}:practice.test`),
    guest: v.parse(UserIdSchema, `@guest-${name}:practice.test`),
    guestDevice: v.parse(DeviceIdSchema, 'D'),
    guestMasterKey: toBase64Url(randomBytes(32)),
    tag: '0'.repeat(64),
    h: name.padEnd(64, '0'),
    superseded: false,
    door: { seq: 0, state: 'waiting' },
    ...part,
  };
}
const hint = ({ roomId, guest: guestUserId }: ProvenGuest) => ({ roomId, guestUserId });
const [anna, eve] = [guest('a'), guest('e')];
const nobody = new Set<never>();

describe('trust follows from proofs alone', () => {
  test('a visit the server invents is not trusted', () => {
    expect(trustOf([anna], nobody, [], hint(eve))).toBe('unproven');
    expect(trustOf([anna], nobody, [], { roomId: null, guestUserId: anna.guest })).toBe('unproven');
  });
  test('a proof counts for its own room only: the server cannot move it to another', () => {
    expect(trustOf([anna], nobody, [], { roomId: eve.roomId, guestUserId: anna.guest })).toBe('unproven');
    expect(trustOf([anna], nobody, [], hint(anna))).toBe('proven');
  });
  test('many whose proof did not hold do not fill the memory, and the last of them is still shown', () => {
    let failed: ReadonlySet<UserId> = new Set();
    for (let n = 0; n < 1_000; n += 1) failed = addFailed(failed, guest(String(n)).guest);
    expect(failed.size).toBeLessThan(300);
    expect(addFailed(failed, guest('999').guest)).toEqual(failed);
    expect(failed.has(guest('999').guest)).toBe(true);
  });
  test('a link that nothing here can check is said to be so, in its own room only', () => {
    expect(trustOf([], nobody, [hint(anna)], hint(anna))).toBe('uncompared');
    expect(trustOf([], nobody, [hint(anna)], hint(eve))).toBe('unproven');
    const moved = { roomId: eve.roomId, guestUserId: anna.guest };
    expect(trustOf([], nobody, [hint(anna)], moved)).toBe('unproven');
    expect(trustOf([], new Set([anna.guest]), [hint(anna)], hint(anna))).toBe('failed');
  });
  test('a proof that did not hold is shown as such', () => {
    expect(trustOf([], new Set([anna.guest]), [], hint(anna))).toBe('failed');
  });
});

describe('a link that was opened on two devices', () => {
  test('makes both questionable, the first one too', () => {
    for (const one of [anna, eve]) expect(trustOf([anna, eve], nobody, [], hint(one))).toBe('two-proofs');
  });
  test('is settled by the clinician alone', () => {
    const proven = supersede([anna, eve], ({ guest: of }) => of === eve.guest);
    expect(trustOf(proven, nobody, [], hint(anna))).toBe('proven');
    expect(trustOf(proven, nobody, [], hint(eve))).toBe('unproven');
  });
  test('is not made of one guest in a room that was made anew', () => {
    const again = guest('b', { guestMasterKey: anna.guestMasterKey });
    expect(trustOf([anna, again], nobody, [], hint(again))).toBe('proven');
  });
  test('nor by somebody who was compared with and claims the link of another', () => {
    const claiming = { ...eve, comparedAt: 1_000 };
    for (const one of [anna, claiming])
      expect(trustOf([anna, claiming], nobody, [], hint(one))).toBe('proven');
  });
  test('nor of two guests with two links', () => {
    const other = guest('o', { id: v.parse(InvitationIdSchema, '0'.repeat(32)) });
    expect(trustOf([anna, other], nobody, [], hint(anna))).toBe('proven');
  });
});

describe('whoever was decided against stays out', () => {
  const out = { ...anna, superseded: true };
  const otherLink = v.parse(InvitationIdSchema, '0'.repeat(32));
  const again = guest('b', { guestMasterKey: anna.guestMasterKey });
  test.each([
    ['with the proof of another room', [out], again, false, true],
    ['with another link’s name that nothing can check', [out], { ...again, id: otherLink }, true, true],
    ['of whom the link was their own word', [{ ...out, comparedAt: 1, id: otherLink }], again, false, true],
    ['but nobody else who has the secret', [out], eve, false, false],
    ['but nobody who was never decided against', [anna], again, true, false],
  ] as const)('%s', (_, proven, who, isClaim, is) => {
    expect(isDecidedAgainst(proven, who, isClaim)).toBe(is);
  });
});

test('a proof that is sent again keeps name, door and the clinician’s decision', () => {
  const known = { ...anna, name: 'Anna', superseded: true, door: { seq: 7, state: 'admitted' as const } };
  expect(addProof([known], anna)).toEqual([known]);
  expect(addProof([anna], eve)).toEqual([anna, eve]);
});

test('what was proven long ago is forgotten, by this device’s own clock', () => {
  const notAfterOf = (_: InvitationId) => 1_000;
  expect(prune([anna], notAfterOf, 1_000 + 60)).toEqual([anna]);
  expect(prune([anna], notAfterOf, 1_000 + 3 * 86_400)).toEqual([]);
  expect(provenFor([], hint(anna))).toBeUndefined();
});

describe('which word ends a link that two hold', () => {
  const first = guest('a');
  const second = guest('b');
  const met = guest('c', { wasLetIn: true });
  test.each([
    ['declining the only one', [first], 'declined', false, true],
    ['declining one of two', [first, second], 'declined', false, false],
    ['ending with one of two', [first, second], 'ended', false, true],
    ['declining one of two strangers with a known secret', [first, second], 'declined', true, true],
    ['declining whoever came after the one the clinician has met', [first, met], 'declined', true, false],
  ] as const)('%s', (_, all, door, isExposed, over) => {
    expect(usesLinkUp(all, first, door, isExposed)).toBe(over);
  });
});
