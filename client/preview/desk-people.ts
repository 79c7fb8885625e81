/** Who is at the desk, and what is due. */

import { type DeskVisit, DeskVisitSchema, questionNames } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { Appointment } from '../src/desk/appointments.ts';
import type { DeskPatient, DueInvitation } from '../src/desk/desk-view.ts';
import { noteCall } from './calls.ts';
import { everyQuestion } from './fake-before.ts';
import { fakeAppointment } from './fake-day.ts';
import { invitation, minuteMs, nowMs, visitId } from './fake-desk.ts';

export const undecided = { goOn: () => noteCall('exposed go on') };

export function visit(number: number, change: Partial<DeskVisit> = {}): DeskVisit {
  return {
    ...v.parse(DeskVisitSchema, {
      visitId: visitId(number),
      invitationId: invitation.id,
      guestName: `Guest ${number}Q2`,
      guestUserId: `@guest-${'a'.repeat(20)}:sprechzimmer.localhost`,
      roomId: '!room:sprechzimmer.localhost',
      phase: 'waiting',
      presence: 'here',
      presenceSinceMs: nowMs - 4 * minuteMs,
      waitingSinceMs: nowMs - (10 - number) * minuteMs,
      otherBrowser: false,
    }),
    ...change,
  };
}

export const proven: DeskPatient = {
  visit: visit(1),
  trust: 'proven',
  link: fakeAppointment(3, 0).id,
  label: 'Paar Donnerstag',
  name: 'Kim',
  connected: true,
};

const consented = { version: '2026-11', language: 'de', text: everyQuestion.consentText?.de ?? '' } as const;

export const answered: DeskPatient = {
  ...proven,
  before: {
    asked: questionNames,
    given: {
      company: { alone: false, who: 'Meine Schwester, in der Küche' },
      callback: '0170 1234567',
      place: 'Lindenweg 4, 12345 Berlin',
      consent: { version: '2026-11', language: 'de', hash: '7f'.repeat(32), at: nowMs - 5 * minuteMs },
    },
    missing: [],
    consented,
    otherConsent: false,
    twoTexts: false,
  },
};

export const lacking: DeskPatient = {
  visit: visit(2),
  trust: 'proven',
  name: 'Robin',
  connected: true,
  before: {
    asked: ['callback', 'place', 'consent'],
    given: {
      callback: '030 1234',
      consent: { version: '2025-01', language: 'de', hash: '11'.repeat(32), at: nowMs - minuteMs },
    },
    missing: ['place', 'consent'],
    consented: undefined,
    otherConsent: true,
    twoTexts: false,
  },
};

/** The server shows another text under the name of the version this desk knows. */
export const twoTexts: DeskPatient = {
  ...answered,
  before: {
    asked: ['callback', 'consent'],
    given: {
      callback: '0170 1234567',
      consent: { version: '2026-11', language: 'de', hash: '5c'.repeat(32), at: nowMs - 3 * minuteMs },
    },
    missing: ['consent'],
    consented: undefined,
    otherConsent: true,
    twoTexts: true,
  },
};

export const hurried: DeskPatient = {
  visit: visit(3, { presence: 'gone' }),
  trust: 'proven',
  name: 'Alex',
  connected: false,
  leftQuicklyAtMs: nowMs - 2 * minuteMs,
};

export const leftForGood: DeskPatient = {
  visit: visit(3, { presence: 'gone' }),
  trust: 'proven',
  name: 'Alex',
  label: 'G. H.',
  connected: false,
  leftAtMs: nowMs - 3 * minuteMs,
};

const intruder = { kind: 'stranger', userId: '@fremd:sprechzimmer.localhost', how: 'joined' } as const;

export const everybody: readonly DeskPatient[] = [
  proven,
  {
    visit: visit(2, { presence: 'away' }),
    trust: 'proven',
    name: 'Sascha Ölçer-Blumenthal',
    connected: false,
  },
  { visit: visit(3, { phase: 'arriving', waitingSinceMs: null }), trust: 'unproven', connected: false },
  { visit: visit(4, { presence: 'gone' }), trust: 'failed', connected: false },
  { visit: visit(5), trust: 'two-proofs', connected: false },
  {
    visit: visit(6, { otherBrowser: true, phase: 'in-session' }),
    trust: 'proven',
    elsewhere: true,
    label: 'C. D.',
    connected: false,
  },
  {
    visit: visit(7),
    trust: 'proven',
    label: 'E. F.',
    alarm: intruder,
    sightings: [{ alarm: intruder, atMs: nowMs - minuteMs }],
    connected: false,
  },
];

export const stranger: DeskPatient = { visit: visit(8), trust: 'uncompared', connected: false };

export const compared: DeskPatient = {
  visit: visit(9),
  trust: 'proven',
  compared: true,
  name: 'Robin',
  connected: false,
};

export const someDue: readonly DueInvitation[] = [
  { invitation, label: 'A. B.', lost: false },
  { invitation: { ...invitation, guestName: 'Guest 9XT', state: 'redeemed' }, lost: false },
  {
    invitation: {
      ...invitation,
      guestName: 'Guest 3FR',
      notBefore: invitation.notBefore + 90_000,
      notAfter: invitation.notAfter + 90_000,
    },
    label: '',
    lost: false,
  },
];

/** One appointment of each state, as far as the hour allows for it. */
export function aDay(): readonly Appointment[] {
  return [
    fakeAppointment(1, -300, { label: 'M. N.', link: 'closed' }),
    fakeAppointment(2, -200, { label: 'O. P.', notAfter: Math.floor(nowMs / 1000) - 3600 }),
    fakeAppointment(3, -12, { label: 'Paar Donnerstag', link: 'came' }),
    fakeAppointment(4, -8, { label: 'Q. R.' }),
    { ...fakeAppointment(0, 90, { label: 'A. B.' }), id: invitation.id },
    fakeAppointment(5, 3 * 24 * 60, { label: 'S. T.' }),
  ];
}

export const afterNewKeys: readonly DueInvitation[] = [
  { invitation, label: 'A. B.', lost: true },
  { invitation: { ...invitation, guestName: 'Guest 9XT' }, lost: true },
  { invitation: { ...invitation, guestName: 'Guest 3FR' }, label: 'Neu', lost: false },
];
