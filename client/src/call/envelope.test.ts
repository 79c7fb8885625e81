import { DeviceIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { anySession, misaddressed } from './envelope.ts';
import { aParticipant, candidatesMessage, hangupMessage, inviteMessage } from './testing/messages.ts';

const address = {
  confId: 'conference',
  sessionId: 'ours-ours-ours-ours',
  participant: aParticipant(),
};

test('a message to us, from whom it says, about our proof, is let in', () => {
  expect(misaddressed(candidatesMessage(), address)).toBeUndefined();
});

describe('a message is dropped', () => {
  test('when it names another device than it came from', () => {
    const party_id = v.parse(DeviceIdSchema, 'OTHER');
    expect(misaddressed(candidatesMessage({ party_id }), address)).toBe('foreign-device');
  });
  test('when it belongs to the proof of another visit', () => {
    expect(misaddressed(candidatesMessage({ h: 'ac'.repeat(32) }), address)).toBe('foreign-proof');
  });
  test('when it belongs to another conference', () => {
    expect(misaddressed(candidatesMessage({ conf_id: 'elsewhere' }), address)).toBe('foreign-conference');
  });
  test('when it is for the page we were before a reload', () => {
    expect(misaddressed(candidatesMessage({ to_session: 'older-session-of-ours' }), address)).toBe(
      'foreign-session',
    );
  });
  test('when it is our own, sent back to us', () => {
    expect(misaddressed(candidatesMessage({ from_session: address.sessionId }), address)).toBe(
      'foreign-session',
    );
  });
  test('when it comes from nobody in particular', () => {
    expect(misaddressed(inviteMessage({ from_session: anySession }), address)).toBe('foreign-session');
  });
});

describe('before the other session is known', () => {
  const toAny = { to_session: anySession };
  test('an invite reaches us', () => {
    expect(misaddressed(inviteMessage(toAny), address)).toBeUndefined();
  });
  test('a greeting reaches us', () => {
    expect(misaddressed(hangupMessage('new_session', toAny), address)).toBeUndefined();
  });
  test('an invite can be taken back', () => {
    expect(misaddressed(hangupMessage('user_hangup', toAny), address)).toBeUndefined();
  });
  test('candidates are not for everybody', () => {
    expect(misaddressed(candidatesMessage(toAny), address)).toBe('foreign-session');
  });
});
