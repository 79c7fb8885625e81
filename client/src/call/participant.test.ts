import { expect, test } from 'vitest';
import { invites } from './participant.ts';
import { aParticipant } from './testing/messages.ts';

test('the clinician calls the guest, never the other way round', () => {
  const [clinician, guest] = [aParticipant('clinician'), aParticipant('guest')];
  expect([invites(clinician, guest), invites(guest, clinician)]).toEqual([true, false]);
});

test('of two equals exactly one calls, so that neither waits for ever', () => {
  const [one, two] = [aParticipant('guest-one'), aParticipant('guest-two')];
  expect(invites(one, two)).not.toBe(invites(two, one));
});
