import { InvitationIdSchema, InvitationSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import type { Appointment } from '../../desk/appointments.ts';
import type { DeskPatient, DueInvitation } from '../../desk/desk-view.ts';
import { visitIn } from '../../desk/testing/paper-patient.ts';
import { dayRows } from './day-rows.ts';
import { whoIs } from './patient-names.ts';

/** Ten in the morning where this runs. */
const nowMs = new Date(2026, 10, 23, 10, 0).getTime();
const hour = 3600;
const none = { appointments: [], due: [], patients: [], nowMs };

test('the day is read from top to bottom, and what is on another day stands under that day', () => {
  const { today, next } = dayRows({
    ...none,
    appointments: [at('b', 3), at('a', 1), at('c', 26), at('d', 27), at('e', 50)],
  });
  expect(today.map(({ label }) => label)).toEqual(['a', 'b']);
  expect(next.map(({ rows }) => rows.map(({ label }) => label))).toEqual([['c', 'd'], ['e']]);
});

test('yesterday is not today, unless it is still going on', () => {
  const { today } = dayRows({
    ...none,
    appointments: [at('a', -20), at('b', -11, { notAfter: nowMs / 1000 + hour, link: 'came' })],
  });
  expect(today.map(({ label }) => label)).toEqual(['b']);
});

test('what is over is not in the way of what comes next, and not lost', () => {
  const { today, past } = dayRows({
    ...none,
    appointments: [at('a', -3, { link: 'came' }), at('b', -2), at('c', 1)],
  });
  expect(today.map(({ label }) => label)).toEqual(['c']);
  expect(past.map(({ label, state }) => [label, state])).toEqual([
    ['a', 'over'],
    ['b', 'not-come'],
  ]);
});

test('two at the same time keep their places, however the list was read', () => {
  const both = [at('a', 1), at('b', 1)];
  const labels = (appointments: readonly Appointment[]) =>
    dayRows({ ...none, appointments }).today.map(({ label }) => label);
  expect(labels(both)).toEqual(labels(both.toReversed()));
});

test('somebody who is there can be found in the day under the name on their card', () => {
  const [appointment] = [at('a', 1)];
  const { id } = appointment as Appointment;
  const patient: DeskPatient = {
    visit: visitIn('waiting'),
    trust: 'proven',
    name: 'Robin',
    link: id,
    connected: false,
  };
  const rows = dayRows({ ...none, appointments: [appointment as Appointment], patients: [patient] });
  expect(rows.today.map((row) => row.patient && whoIs(row.patient))).toEqual(['Robin']);
});

test('an invitation that the notebook does not know yet stands at the time of its appointment', () => {
  const early = listed('a', 1);
  const startsAt = early.invitation.notBefore + 900;
  const due = [{ ...early, invitation: { ...early.invitation, startsAt } }];
  expect(dayRows({ ...none, due }).today.map(({ startsAtMs }) => startsAtMs)).toEqual([startsAt * 1000]);
});

test('an invitation whose notebook entry is not read yet is there all the same, once', () => {
  const due = [listed('a', 1), listed('b', 2)];
  const { today } = dayRows({ ...none, appointments: [at('a', 1)], due });
  expect(today.map(({ appointment, due: of }) => [appointment?.label, of?.invitation.guestName])).toEqual([
    ['a', 'Guest a'],
    [undefined, 'Guest b'],
  ]);
});

test('what was called off does not stand in the day', () => {
  expect(dayRows({ ...none, appointments: [at('a', 2, { link: 'closed' })] }).today).toEqual([]);
});

function idOf(name: string) {
  return v.parse(InvitationIdSchema, name.repeat(32));
}

function at(name: string, inHours: number, change: Partial<Appointment> = {}): Appointment {
  const startsAt = nowMs / 1000 + inHours * hour;
  return {
    id: idOf(name),
    label: name,
    kind: 'video',
    startsAt,
    notAfter: startsAt + hour,
    link: 'open',
    ...change,
  };
}

function listed(name: string, inHours: number): DueInvitation {
  const notBefore = nowMs / 1000 + inHours * hour;
  const invitation = v.parse(InvitationSchema, {
    id: idOf(name),
    guestName: `Guest ${name}`,
    bookName: '2026-11',
    nonce: 'A'.repeat(22),
    kind: 'video',
    notBefore,
    notAfter: notBefore + hour,
    state: 'invited',
  });
  return { invitation, lost: false };
}
