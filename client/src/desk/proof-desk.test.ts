/** What the desk goes on to show of a guest whose proof did not hold. */

import { signal } from '@preact/signals';
import {
  AnswersContentSchema,
  DeviceIdSchema,
  type ProofContent,
  ProofContentSchema,
  randomBytes,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { beforeEach, expect, test, vi } from 'vitest';
import type { ProofVerdict } from '../crypto/clinician-proof.ts';
import type { KnownDevice } from '../crypto/identity.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { openProofDesk, type ProofDesk, type ProofDeskOptions } from './proof-desk.ts';

const clinician = v.parse(UserIdSchema, '@mira:practice.test');
const bot = v.parse(UserIdSchema, '@bot:practice.test');
const guest = v.parse(UserIdSchema, '@guest-a:practice.test');
const roomId = '!a:practice.test';
const verdict = vi.hoisted(() => ({ now: undefined as unknown }));

vi.mock('../crypto/clinician-proof.ts', async (original) => ({
  ...(await original<typeof import('../crypto/clinician-proof.ts')>()),
  judgeProof: async () => verdict.now,
}));
vi.mock('../crypto/identity.ts', async (original) => ({
  ...(await original<typeof import('../crypto/identity.ts')>()),
  masterKeyOf: async () => randomBytes(32),
}));

const from = { userId: guest, deviceId: v.parse(DeviceIdSchema, 'D') } as KnownDevice;
const wrong: Partial<ProofVerdict> = { valid: false, why: 'wrong-tag' };
const unknownLink = {
  valid: false,
  why: 'unknown-link',
  facts: { roomId, guestMasterKey: randomBytes(32) },
  h: 'b'.repeat(64),
};

const known = new Map([['0'.repeat(32), { entry: {}, keys: {} }]]);

let desk: ProofDesk;
beforeEach(() => {
  const members = [clinician, guest].map((userId) => ({
    getStateKey: () => userId,
    getContent: () => ({ membership: 'join' }),
  }));
  const room = {
    roomId,
    getMyMembership: () => 'join',
    currentState: {
      getStateEvents: (type: string) => (type === 'm.room.create' ? { getSender: () => bot } : members),
    },
  };
  desk = openProofDesk({
    open: {
      userId: clinician,
      client: { getRooms: () => [room], on: () => undefined, off: () => undefined },
    },
    channel: { receive: () => () => undefined, send: async () => undefined, pin: () => undefined },
    notebook: { entries: signal(new Map()), linkOf: async (id: string) => known.get(id) },
    keeper: { proven: [], isClosed: () => false, keepProven: async () => undefined },
    masterKey: randomBytes(32),
    bot,
  } as unknown as ProofDeskOptions);
});

const proofOf = (id: string): ProofContent =>
  v.parse(ProofContentSchema, { v: 1, id, room_id: roomId, device_id: 'D', tag: 'a'.repeat(64) });

test('of what a patient answers the last counts, for their own visit alone', () => {
  const h = 'c'.repeat(64);
  const proven = { guest, h, id: '0'.repeat(32), guestMasterKey: 'k', answers: undefined };
  desk.proven.value = [proven as unknown as ProvenGuest];
  const places = () => desk.proven.value.map(({ answers }) => answers?.given.place);
  const answer = (seq: number, place: string, of = h) =>
    desk.hearAnswers(from, v.parse(AnswersContentSchema, { v: 1, h: of, seq, place }));
  answer(2, 'Lindenweg 1');
  answer(1, 'Eichenweg 2');
  answer(3, 'Buchenweg 3', 'd'.repeat(64));
  expect(places()).toEqual(['Lindenweg 1']);
  answer(3, 'Ahornweg 4');
  expect(places()).toEqual(['Ahornweg 4']);
});

test('who names a link that nobody knows is asked to compare', async () => {
  verdict.now = unknownLink;
  await desk.judge(from, proofOf('1'.repeat(32)));
  expect(desk.comparisons.uncompared.value).toHaveLength(1);
  expect(desk.failed.value.has(guest)).toBe(false);
});

test('who has failed to prove one link does not wash that off by naming another that nobody knows', async () => {
  verdict.now = wrong;
  await desk.judge(from, proofOf('0'.repeat(32)));
  expect(desk.failed.value.has(guest)).toBe(true);
  verdict.now = unknownLink;
  await desk.judge(from, proofOf('1'.repeat(32)));
  expect(desk.failed.value.has(guest)).toBe(true);
  expect(desk.comparisons.uncompared.value).toEqual([]);
});
