import { type BookEntryContent, type DeskVisit, InvitationSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { describe, expect, test } from 'vitest';
import { type Appointment, appointmentsOf, dayStateOf, lateAfterMinutes } from './appointments.ts';
import type { DeskPatient } from './desk-view.ts';
import { id, provenGuest, visitIn } from './testing/paper-patient.ts';

const start = 1_800_000_000;
const minute = 60;
const nothing = { isClosed: () => false, invitations: [], proven: [], opensMinutesBefore: 30 };

describe('an appointment', () => {
  test('begins when it was made for, not when its link begins to open the door', () => {
    const [appointment] = appointmentsOf({ ...nothing, entries: [entry()] });
    expect(appointment).toMatchObject({ startsAt: start, label: 'A. B.', link: 'open' });
  });

  test('begins when the server says after the practice has changed its settings, and never outside of its window', () => {
    const begins = (startsAt: number) =>
      appointmentsOf({
        ...nothing,
        opensMinutesBefore: 15,
        entries: [entry()],
        invitations: [{ ...invitation('invited'), startsAt }],
      })[0]?.startsAt;
    const { not_before: opens, not_after: closes } = entry();
    expect(begins(start)).toBe(start);
    expect([begins(opens - 1), begins(closes + 1)]).toEqual([opens + 15 * minute, opens + 15 * minute]);
  });

  test('is over when the notebook or this device has closed its link', () => {
    const links = [
      appointmentsOf({ ...nothing, entries: [entry({ closed: true })] }),
      appointmentsOf({ ...nothing, entries: [entry()], isClosed: () => true }),
    ].map(([each]) => each?.link);
    expect(links).toEqual(['closed', 'closed']);
  });

  test('nobody has come to because the server says so: opened by some browser, and no more', () => {
    const invitations = [invitation('redeemed')];
    const [appointment] = appointmentsOf({ ...nothing, entries: [entry()], invitations });
    expect(appointment?.link).toBe('opened');
  });

  test('somebody has come to who has proven it; who was compared with only claims a link', () => {
    const came = appointmentsOf({ ...nothing, entries: [entry()], proven: [provenGuest()] });
    const compared = appointmentsOf({
      ...nothing,
      entries: [entry()],
      proven: [provenGuest({ comparedAt: 1 })],
    });
    expect([came[0]?.link, compared[0]?.link]).toEqual(['came', 'open']);
  });
});

describe('how far it has come', () => {
  const at = (minutes: number, change: Partial<Appointment> = {}, patient?: DeskPatient) =>
    dayStateOf({ ...appointment(), ...change }, patient, (start + minutes * minute) * 1000);

  test('whoever is a few minutes late is not yet somebody to call', () => {
    expect(at(-20)).toBe('due');
    expect(at(lateAfterMinutes - 1)).toBe('due');
    expect(at(lateAfterMinutes)).toBe('late');
  });

  test('a link that was opened by somebody who has not proven to have it is no patient in the waiting room', () => {
    expect(at(lateAfterMinutes, { link: 'opened' })).toBe('late');
  });

  test('nobody is called who is there', () => {
    expect(at(20, { link: 'came' }, patient('waiting'))).toBe('waiting');
    expect(at(20, { link: 'came' }, patient('in-session'))).toBe('talking');
  });

  test('when the link has run out, it is known whether anybody came', () => {
    expect(at(200)).toBe('not-come');
    expect(at(200, { link: 'came' })).toBe('over');
  });

  test('what was called off is nobody’s day any more; what has been is', () => {
    expect(at(-20, { link: 'closed' })).toBeUndefined();
    expect(at(20, { link: 'closed' })).toBe('over');
  });
});

function entry(change: Partial<BookEntryContent> = {}): BookEntryContent {
  return {
    v: 1,
    id,
    book: '2026-11',
    nonce: 'A'.repeat(22),
    kind: 'video',
    not_before: start - 30 * minute,
    not_after: start + 80 * minute,
    label: 'A. B.',
    closed: false,
    mac: '0'.repeat(64),
    ...change,
  };
}

function appointment(): Appointment {
  return { id, label: '', kind: 'video', startsAt: start, notAfter: start + 80 * minute, link: 'open' };
}

function invitation(state: string) {
  return v.parse(InvitationSchema, {
    id,
    guestName: 'Guest 7Q2',
    bookName: '2026-11',
    nonce: 'A'.repeat(22),
    kind: 'video',
    notBefore: start,
    notAfter: start,
    state,
  });
}

function patient(phase: DeskVisit['phase']): DeskPatient {
  return { visit: visitIn(phase), trust: 'proven', link: id, connected: true };
}
