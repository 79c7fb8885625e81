import { type DeskVisit, DeskVisitSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { beforeEach, describe, expect, it } from 'vitest';
import type { DeskPatient } from '../../desk/desk-view.ts';
import { language } from '../../i18n/language.ts';
import { guestCall, presentPatients, whoIs, whoTheySay, wishesToBeCalled } from './patient-names.ts';

function patient(change: Partial<DeskVisit> = {}, said: Partial<DeskPatient> = {}): DeskPatient {
  const visit = v.parse(DeskVisitSchema, {
    visitId: 'v'.repeat(22),
    invitationId: '0'.repeat(32),
    guestName: 'Guest 7Q2',
    guestUserId: '@guest-x:example.org',
    roomId: null,
    phase: 'waiting',
    presence: 'here',
    presenceSinceMs: 0,
    waitingSinceMs: 0,
    otherBrowser: false,
  });
  return { visit: { ...visit, ...change }, trust: 'unproven', connected: false, ...said };
}

beforeEach(() => {
  language.value = 'en';
});

describe('who is waiting', () => {
  it('is called by the clinician’s own label, else by the name they gave, else by the generated one', () => {
    expect(whoIs(patient({}, { label: 'Couple Thursday', name: 'Kim' }))).toBe('Couple Thursday');
    expect(whoIs(patient({}, { label: ' ', name: 'Kim' }))).toBe('Kim');
    expect(whoIs(patient())).toBe('Guest 7Q2');
  });

  it('is called in the language of the desk also where nobody has given a name', () => {
    language.value = 'de';
    expect(whoIs(patient())).toBe('Gast 7Q2');
    expect(whoTheySay(patient())).toBe('Gast 7Q2');
    expect(guestCall('Guest of honour')).toBe('Guest of honour');
  });

  it('is called on a screen that the patient sees by what they said, never by the clinician’s own label', () => {
    expect(whoTheySay(patient({}, { label: 'Couple Thursday', name: 'Kim' }))).toBe('Kim');
    expect(whoTheySay(patient({}, { label: 'Couple Thursday' }))).toBe('Guest 7Q2');
  });

  it('is known by the name they wish for, too, where the clinician has another one', () => {
    expect(wishesToBeCalled(patient({}, { label: 'Couple Thursday', name: 'Kim' }))).toBe('Kim');
    expect(wishesToBeCalled(patient({}, { label: 'Kim', name: 'Kim ' }))).toBeUndefined();
    expect(wishesToBeCalled(patient({}, { name: 'Kim' }))).toBeUndefined();
    expect(wishesToBeCalled(patient({}, { label: 'Couple Thursday' }))).toBeUndefined();
  });

  it('stands in the order of waiting, and nobody who is gone for good is listed', () => {
    const listed = presentPatients([
      patient({ guestName: 'late', waitingSinceMs: 2000 }),
      patient({ guestName: 'over', phase: 'ended' }),
      patient({ guestName: 'arriving', phase: 'arriving', waitingSinceMs: null, presenceSinceMs: 3000 }),
      patient({ guestName: 'first', waitingSinceMs: 1000 }),
      patient({ guestName: 'declined', phase: 'declined' }),
      patient({ guestName: 'talking', phase: 'in-session', waitingSinceMs: 500 }),
    ]);
    expect(listed.map(({ visit }) => visit.guestName)).toEqual(['talking', 'first', 'late', 'arriving']);
  });
});
