import { expect, test } from 'vitest';
import { HeldMessages } from './held-messages.ts';
import { FakeClock } from './testing/fake-clock.ts';
import { aParticipant, candidatesMessage, inviteMessage } from './testing/messages.ts';

const guest = aParticipant('guest');

test('an invite that overtakes the proof is not lost', () => {
  const held = new HeldMessages(new FakeClock());
  held.hold(guest, inviteMessage());
  held.hold(guest, candidatesMessage({ seq: 1 }));
  expect(held.take(guest).map(({ type }) => type)).toEqual(['m.call.invite', 'm.call.candidates']);
  expect(held.take(guest)).toEqual([]);
});

test('nobody gets what another sent', () => {
  const held = new HeldMessages(new FakeClock());
  held.hold(guest, inviteMessage());
  expect(held.take(aParticipant('guest-two'))).toEqual([]);
});

test('an invite whose lifetime is over does not ring', () => {
  const clock = new FakeClock();
  const held = new HeldMessages(clock);
  held.hold(guest, inviteMessage({}, 10_000));
  clock.advance(10_000);
  expect(held.take(guest)).toEqual([]);
});

test('a stranger cannot fill the memory', () => {
  const held = new HeldMessages(new FakeClock());
  const kept = Array.from({ length: 1_000 }, () => held.hold(guest, candidatesMessage()));
  expect(kept.filter(Boolean).length).toBeLessThan(100);
});

test('many strangers cannot fill the memory, and are forgotten', () => {
  const clock = new FakeClock();
  const held = new HeldMessages(clock);
  const kept = Array.from({ length: 100 }, (_, index) =>
    held.hold(aParticipant(`guest-${index}`), candidatesMessage()),
  );
  expect(kept.filter(Boolean).length).toBeLessThan(20);
  expect(held.hold(guest, inviteMessage())).toBe(false);
  clock.advance(120_000);
  expect(held.hold(guest, inviteMessage())).toBe(true);
});
