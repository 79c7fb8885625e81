/** The desk that is left behind when another desk of the same clinician has let the patient in. */

import { type Signal, signal } from '@preact/signals';
import type { DeskVisit, ElsewhereContent } from '@sprechzimmer/protocol';
import { beforeEach, expect, test } from 'vitest';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { hearTakenOver, type TakenOver, type TakenOverOptions } from './taken-over.ts';
import { provenGuest, visitIn } from './testing/paper-patient.ts';

const h = '0'.repeat(64);
const visit = visitIn('in-session');

let guest: ProvenGuest;
let shown: Signal<readonly DeskVisit[]>;
let left: string[];
let takenOver: TakenOver;
let hear: (from: object, content: ElsewhereContent) => void;

beforeEach(() => {
  guest = provenGuest({ door: { seq: 4, state: 'admitted' } });
  left = [];
  shown = signal([visit]);
  takenOver = hearTakenOver({
    channel: {
      receive: (_type: string, _schema: unknown, rule: string, listener: typeof hear) => {
        expect(rule).toBe('verified');
        hear = listener;
        return () => undefined;
      },
    },
    proofs: {
      get proven() {
        return signal([guest]);
      },
      change: (_known: ProvenGuest, part: Partial<ProvenGuest>) => {
        guest = { ...guest, ...part };
        return guest;
      },
    },
    living: shown,
    guestOf: () => guest,
    leave: (id: string) => void left.push(id),
  } as unknown as TakenOverOptions);
});

const patient = { userId: '@guest-a:practice.test', deviceId: 'D' };

test('leaves its conversation, says where it goes on, and does not let the patient in again by itself', () => {
  hear(patient, { v: 1, h, heard: 4 });
  expect(left).toEqual([visit.visitId]);
  expect(takenOver.isElsewhere(visit)).toBe(true);
  expect(guest.door).toEqual({ seq: 4, state: 'waiting' });
});

test('does not go on by itself with what was taken over before the server has shown it, as while it is loaded', () => {
  shown.value = [];
  hear(patient, { v: 1, h, heard: 4 });
  expect(guest.door).toEqual({ seq: 4, state: 'waiting' });
  shown.value = [visit];
  expect(takenOver.isElsewhere(visit)).toBe(true);
});

test('stays where the patient has been let in from here once more meanwhile', () => {
  guest = { ...guest, door: { seq: 5, state: 'admitted' } };
  hear(patient, { v: 1, h, heard: 4 });
  expect(left).toEqual([]);
  expect(takenOver.isElsewhere(visit)).toBe(false);
});

test('says nothing more of it as soon as the patient is let in from here', () => {
  hear(patient, { v: 1, h, heard: 4 });
  guest = { ...guest, door: { seq: 5, state: 'admitted' } };
  expect(takenOver.isElsewhere(visit)).toBe(false);
});

test.each([
  ['another patient', { userId: '@guest-b:practice.test', deviceId: 'D' }, h],
  ['another device of this patient', { userId: '@guest-a:practice.test', deviceId: 'X' }, h],
  ['a word about another visit', patient, '1'.repeat(64)],
])('leaves nothing for %s', (_, from, about) => {
  hear(from, { v: 1, h: about, heard: 4 });
  expect(left).toEqual([]);
});
