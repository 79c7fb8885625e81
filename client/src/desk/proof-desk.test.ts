/** What the desk goes on to show of a guest whose proof did not hold. */

import { signal } from '@preact/signals';
import {
  AnswersContentSchema,
  DeviceIdSchema,
  type ProofContent,
  ProofContentSchema,
  RoomIdSchema,
  randomBytes,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import type { ProofVerdict } from '../crypto/clinician-proof.ts';
import type { KnownDevice } from '../crypto/identity.ts';
import type { ProvenGuest } from '../storage/desk-record.ts';
import { openProofDesk, type ProofDesk, type ProofDeskOptions } from './proof-desk.ts';
import { trustOf } from './proven-guests.ts';

const clinician = v.parse(UserIdSchema, '@mira:practice.test');
const bot = v.parse(UserIdSchema, '@bot:practice.test');
const guest = v.parse(UserIdSchema, '@guest-a:practice.test');
const other = v.parse(UserIdSchema, '@guest-b:practice.test');
const roomId = '!a:practice.test';
const otherRoomId = '!b:practice.test';
const verdict = vi.hoisted(() => ({ now: undefined as unknown }));
const signed = vi.hoisted(() => [] as string[]);
/** What a guest was made of or told, in their order. */
const did = vi.hoisted(() => [] as string[]);
/** The homeserver takes this long for a signature. */
const signing = vi.hoisted(() => ({ until: Promise.resolve() }));

vi.mock('../crypto/clinician-proof.ts', async (original) => ({
  ...(await original<typeof import('../crypto/clinician-proof.ts')>()),
  judgeProof: async () => verdict.now,
  confirmProof: async () => ({}),
}));
vi.mock('../crypto/identity.ts', async (original) => ({
  ...(await original<typeof import('../crypto/identity.ts')>()),
  masterKeyOf: async () => randomBytes(32),
  signMasterKey: async (_open: unknown, userId: string) => {
    await signing.until;
    signed.push(userId);
  },
  deviceOf: async (_open: unknown, userId: string, deviceId: string) => ({ userId, deviceId }),
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
let closed: Set<string>;
let exposed: Set<string>;
beforeEach(() => {
  signed.length = 0;
  did.length = 0;
  signing.until = Promise.resolve();
  closed = new Set();
  exposed = new Set();
  const roomOf = (id: string, who: typeof guest) => {
    const members = [clinician, who].map((userId) => ({
      getStateKey: () => userId,
      getContent: () => ({ membership: 'join' }),
    }));
    return {
      roomId: id,
      getMyMembership: () => 'join',
      currentState: {
        getStateEvents: (type: string) => (type === 'm.room.create' ? { getSender: () => bot } : members),
      },
    };
  };
  const rooms = [roomOf(roomId, guest), roomOf(otherRoomId, other)];
  desk = openProofDesk({
    open: {
      userId: clinician,
      deviceId: 'DESK',
      machine: { identityKeys: { ed25519: { toBase64: () => 'A'.repeat(43) } } },
      client: { getRooms: () => rooms, on: () => undefined, off: () => undefined },
    },
    channel: {
      receive: () => () => undefined,
      send: async (type: string, _content: unknown, [to]: readonly KnownDevice[]) =>
        void did.push(`${type.split('.').at(-1)} ${to?.userId}`),
      pin: (who: string) => void did.push(`pin ${who}`),
      unpin: (who: string) => void did.push(`unpin ${who}`),
    },
    notebook: {
      entries: signal(new Map()),
      linkOf: async (id: string) => known.get(id) && { entry: { closed: closed.has(id) }, keys: {} },
    },
    keeper: {
      proven: [],
      isClosed: (id: string) => closed.has(id),
      isExposed: (id: string) => exposed.has(id),
      keepProven: async () => undefined,
    },
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

describe('a second guest with the secret of one link', () => {
  const link = '0'.repeat(32);
  const fromOther = { ...from, userId: other } as KnownDevice;
  /** @param room another one makes another proof of the same person */
  const validFor = (fill: number, room = fill) => ({
    valid: true,
    facts: { guestMasterKey: new Uint8Array(32).fill(fill) },
    h: `${room}`.repeat(64),
  });
  const comes = async (who: KnownDevice, fill: number, room = fill) => {
    verdict.now = validFor(fill, room);
    await desk.judge(who, proofOf(link));
  };
  const hint = (guestUserId: typeof guest) => ({
    roomId: v.parse(RoomIdSchema, guestUserId === guest ? roomId : otherRoomId),
    guestUserId,
  });
  const trust = (who: typeof guest) => trustOf(desk.proven.value, desk.failed.value, [], hint(who));

  test('whose secret has become known is neither confirmed nor anybody’s rival, and is shown', async () => {
    await comes(from, 1);
    exposed.add(link);
    await comes(fromOther, 2);
    expect(trust(guest)).toBe('proven');
    expect(trust(other)).toBe('failed');
    expect(signed).toEqual([guest]);
    // Nor afterwards, when the one who was first has been decided against.
    await desk.decideAgainst((each) => each.guest === guest);
    await comes(fromOther, 2);
    expect(trust(other)).toBe('failed');
    expect(signed).toEqual([guest]);
  });

  test('of a link that has become known, the one who came first proves once more', async () => {
    await comes(from, 1);
    exposed.add(link);
    await comes(from, 1);
    expect(trust(guest)).toBe('proven');
    expect(signed).toEqual([guest, guest]);
  });

  test('who was decided against does not come back beside the patient from a room that was made anew', async () => {
    await comes(from, 1);
    await comes(fromOther, 2);
    await desk.decideAgainst((each) => each.guest === other);
    await comes(fromOther, 2, 3);
    expect([trust(guest), trust(other)]).toEqual(['proven', 'failed']);
    // Nor with a link that has become known since, nor when nobody is left beside them.
    exposed.add(link);
    await comes(fromOther, 2, 4);
    expect([trust(guest), trust(other)]).toEqual(['proven', 'failed']);
    await desk.decideAgainst((each) => each.guest === guest);
    await comes(fromOther, 2, 5);
    expect(trust(other)).toBe('failed');
    expect(signed).not.toContain(other);
  });

  test('who was decided against is not asked to compare under another link’s name', async () => {
    await comes(from, 1);
    await desk.decideAgainst((each) => each.guest === guest);
    verdict.now = { ...unknownLink, facts: { roomId, guestMasterKey: validFor(1).facts.guestMasterKey } };
    await desk.judge(from, proofOf('1'.repeat(32)));
    expect(desk.comparisons.uncompared.value).toEqual([]);
    expect(trust(guest)).toBe('failed');
  });

  test('is held, and confirmed when the clinician has declined the first', async () => {
    await comes(from, 1);
    await comes(fromOther, 2);
    expect([trust(guest), trust(other)]).toEqual(['two-proofs', 'two-proofs']);
    expect(signed).toEqual([guest]);
    await desk.decideAgainst((each) => each.guest === guest);
    expect(signed).toEqual([guest, other]);
    expect(trust(other)).toBe('proven');
  });

  test('is not left as the proven one when the link was over with the first', async () => {
    await comes(from, 1);
    await comes(fromOther, 2);
    closed.add(link);
    await desk.decideAgainst((each) => each.guest === guest);
    expect(signed).toEqual([guest]);
    expect(trust(other)).toBe('failed');
  });

  describe('while the homeserver takes its time to recognise the first', () => {
    const known: string[] = [];
    const beginsSlowly = async () => {
      known.length = 0;
      desk.onKnown(({ guest: who }) => void known.push(who));
      desk.onReturn(({ guest: who }) => void known.push(who));
      const { promise, resolve: homeserverAnswers } = Promise.withResolvers<void>();
      signing.until = promise;
      const judged = comes(from, 1);
      await vi.waitFor(() => expect(trust(guest)).toBe('proven'));
      return { judged, homeserverAnswers };
    };

    test('a decision against them holds: they are neither pinned nor told', async () => {
      const { judged, homeserverAnswers } = await beginsSlowly();
      closed.add(link);
      await desk.decideAgainst((each) => each.guest === guest);
      homeserverAnswers();
      await judged;
      expect(did).toEqual([`unpin ${guest}`]);
      expect(known).toEqual([]);
    });

    test('a second one makes them wait for the decision, and be confirmed by it', async () => {
      const { judged, homeserverAnswers } = await beginsSlowly();
      await comes(fromOther, 2);
      homeserverAnswers();
      await judged;
      expect(did).toEqual([]);
      expect(known).toEqual([]);
      await desk.decideAgainst((each) => each.guest === other);
      expect(did).toEqual([`unpin ${other}`, `pin ${guest}`, `confirm ${guest}`]);
    });
  });
});
