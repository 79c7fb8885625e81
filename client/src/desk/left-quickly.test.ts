import { signal } from '@preact/signals';
import type { DeskVisit, RoomId, UserId, VisitId } from '@sprechzimmer/protocol';
import { expect, test } from 'vitest';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { leftQuickly } from './left-quickly.ts';

const [room, user, visitId] = [
  '!a:practice.test' as RoomId,
  '@guest-a:practice.test' as UserId,
  'a' as VisitId,
];
const nowMs = 1_000_000_000;

function desk(phase: DeskVisit['phase'], isProven = true) {
  const did: string[] = [];
  const visit = { visitId, roomId: room, guestUserId: user, phase } as DeskVisit;
  const hear = leftQuickly({
    proofs: {
      change: (guest, { leftQuicklyAtMs }) => {
        did.push(`noted ${leftQuicklyAtMs}`);
        return guest;
      },
    },
    living: signal([visit]),
    guestOf: () => (isProven ? ({} as ProvenGuest) : undefined),
    current: signal(undefined),
    sendBack: async () => void did.push('sent back'),
    nowMs: () => nowMs,
  });
  return { did, hear };
}

test('nobody goes on talking into a room that was left in a hurry', async () => {
  const { did, hear } = desk('in-session');
  await hear(room, user, nowMs - 1_000);
  expect(did).toEqual([`noted ${nowMs - 1_000}`, 'sent back']);
});

test('whoever leaves the waiting room in a hurry is remembered, and waits as before', async () => {
  const { did, hear } = desk('waiting');
  await hear(room, user, nowMs);
  expect(did).toEqual([`noted ${nowMs}`]);
});

test('a word that a server has held back interrupts no conversation', async () => {
  const { did, hear } = desk('in-session');
  await hear(room, user, nowMs - 10 * 60_000);
  expect(did).toEqual([`noted ${nowMs - 10 * 60_000}`]);
});

test('the word of somebody who has proven nothing does nothing', async () => {
  const { did, hear } = desk('in-session', false);
  await hear(room, user, nowMs);
  await hear('!b:practice.test' as RoomId, user, nowMs);
  expect(did).toEqual([]);
});
