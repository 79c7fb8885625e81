import { signal } from '@preact/signals';
import type { DeskVisit, SignContent } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { expect, test } from 'vitest';
import { type ProvenGuest, ProvenGuestSchema } from '../storage/desk-record.ts';
import { type LeftQuicklyParts, leftQuickly } from './left-quickly.ts';
import { provenGuest, visitIn } from './testing/paper-patient.ts';

const h = '0'.repeat(64);
const nowMs = 1_000_000_000;
const patient = { userId: '@guest-a:practice.test', deviceId: 'D' };
const left: SignContent = { v: 1, h, id: 'ab'.repeat(16), at: nowMs - 1_000, sign: 'left', heard: 4 };

function desk(phase: DeskVisit['phase'], door: ProvenGuest['door']['state'] = 'admitted') {
  const did: string[] = [];
  const visit = visitIn(phase);
  const proven = signal<readonly ProvenGuest[]>([provenGuest({ door: { seq: 4, state: door } })]);
  const guest = () => v.parse(ProvenGuestSchema, proven.value[0]);
  const living = signal<readonly DeskVisit[]>([visit]);
  let hear: (from: object, content: SignContent) => void = () => undefined;
  const parts = {
    channel: {
      receive: (_type: string, _schema: unknown, rule: string, listener: typeof hear) => {
        expect(rule).toBe('verified');
        hear = listener;
        return () => undefined;
      },
    },
    proofs: {
      proven,
      change: (_known: ProvenGuest, part: Partial<ProvenGuest>) => {
        proven.value = [{ ...guest(), ...part }];
        return guest();
      },
    },
    living,
    guestOf: guest,
    current: signal(undefined),
    isOpen: () => true,
    sendBack: async () => void did.push('sent back'),
    leave: () => void did.push('left'),
    nowMs: () => nowMs,
  };
  leftQuickly(parts as unknown as LeftQuicklyParts);
  return {
    did,
    guest,
    living,
    visit,
    hear: (content: SignContent, from: object = patient) => hear(from, content),
  };
}

test('nobody goes on talking into a room that was left in a hurry', () => {
  const { did, hear, guest } = desk('in-session');
  hear(left);
  expect(did).toEqual(['sent back', 'left']);
  expect(guest()).toMatchObject({ leftQuicklyAtMs: nowMs - 1_000, door: { seq: 4, state: 'waiting' } });
});

test('whoever leaves the waiting room in a hurry is remembered, and waits as before', () => {
  const { did, hear, guest } = desk('waiting', 'waiting');
  hear(left);
  expect(did).toEqual([]);
  expect(guest().leftQuicklyAtMs).toBe(nowMs - 1_000);
});

test('a patient whose clock is wrong is believed all the same', () => {
  const slow = desk('in-session');
  slow.hear({ ...left, at: nowMs - 24 * 60 * 60_000 });
  expect(slow.did).toEqual(['sent back', 'left']);
  const fast = desk('in-session');
  fast.hear({ ...left, at: nowMs + 24 * 60 * 60_000 });
  expect(fast.did).toEqual(['sent back', 'left']);
  expect(fast.guest().leftQuicklyAtMs).toBe(nowMs);
});

test('a word that a server has held back until they were let in anew interrupts no conversation, and is shown', () => {
  const { did, hear, guest } = desk('in-session');
  hear({ ...left, heard: 3 });
  expect(did).toEqual([]);
  expect(guest()).toMatchObject({ leftQuicklyAtMs: nowMs - 1_000, door: { seq: 4, state: 'admitted' } });
});

test('what is heard while the desk is loaded keeps it from going on with the conversation, and counts when it is there', () => {
  const { did, hear, guest, living, visit } = desk('in-session');
  living.value = [];
  hear(left);
  expect(guest().door.state).toBe('waiting');
  expect(did).toEqual([]);
  living.value = [visit];
  expect(did).toEqual(['sent back', 'left']);
});

test('who has left for good is not taken for somebody who fled or whose line broke, and is remembered', () => {
  const { did, hear, guest } = desk('waiting', 'waiting');
  hear(left);
  hear({ v: 1, h, id: 'cd'.repeat(16), at: nowMs - 500, sign: 'gone' });
  expect(guest()).toMatchObject({ leftAtMs: nowMs - 500 });
  expect(guest().leftQuicklyAtMs).toBeUndefined();
  expect(did).toEqual([]);
});

test.each([
  ['another patient', { ...patient, userId: '@guest-b:practice.test' }, h],
  ['another device of this patient', { ...patient, deviceId: 'X' }, h],
  ['somebody who has proven nothing', patient, '1'.repeat(64)],
])('%s cannot say for a patient that they have left', (_, from, of) => {
  const { hear, guest } = desk('waiting', 'waiting');
  hear({ v: 1, h: of, id: 'cd'.repeat(16), at: nowMs, sign: 'gone' }, from);
  expect(guest().leftAtMs).toBeUndefined();
});

test('its second copy says nothing new', () => {
  const { did, hear } = desk('in-session');
  hear(left);
  hear(left);
  expect(did).toEqual(['sent back', 'left']);
});

test.each([
  ['another patient', { ...patient, userId: '@guest-b:practice.test' }, left],
  ['another device of this patient', { ...patient, deviceId: 'X' }, left],
  ['somebody who has proven nothing', patient, { ...left, h: '1'.repeat(64) }],
  ['a patient who is not alone', patient, { v: 1, h, id: left.id, at: nowMs, sign: 'not-alone' } as const],
])('%s sends nobody back', (_, from, content) => {
  const { did, hear, guest } = desk('in-session');
  hear(content, from);
  expect(did).toEqual([]);
  expect(guest().leftQuicklyAtMs).toBeUndefined();
});
