/** What stops a visit at the desk stays with the patient it is about, until the clinician has gone on after it. */

import { type Signal, signal } from '@preact/signals';
import { callStateType, haltType } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Alarm, LastingAlarm } from '../crypto/roster-view.ts';
import { type ProvenGuest, ProvenGuestSchema } from '../storage/desk-record.ts';
import { provenGuest } from './testing/paper-patient.ts';
import { openVisitRoom, type VisitRoom, type VisitRoomOptions } from './visit-room.ts';

const stranger: LastingAlarm = { kind: 'stranger', userId: '@x:practice.test', how: 'joined' };
const final: LastingAlarm = { kind: 'told', cause: 'encryption-changed' };

const world = vi.hoisted(() => ({
  alarm: undefined as Signal<Alarm | undefined> | undefined,
  whilePutRight: () => undefined as unknown,
  sent: [] as unknown[],
  roster: undefined as Signal<string> | undefined,
  mesh: undefined as Signal<object | undefined> | undefined,
  recognised: Promise.resolve(),
  isOpen: false,
  stateEvents: [] as string[],
  onReturn: (_guest: ProvenGuest, _ask: string | undefined) => undefined as unknown,
}));

vi.mock('../crypto/room-guard.ts', () => ({
  guardRoom: () => ({
    roster: world.roster,
    alarm: world.alarm,
    sightings: signal([]),
    isClean: async () => true,
    pin: () => undefined,
    assertSafe: async () => undefined,
    halt: (next: Alarm) => {
      if (world.alarm) world.alarm.value = next;
    },
    close: () => undefined,
  }),
}));
vi.mock('./put-right.ts', () => ({
  NotPutRight: class extends Error {},
  putRight: async () => void world.whilePutRight(),
}));
vi.mock('../crypto/room-call.ts', () => ({
  roomCall: () => ({
    mesh: world.mesh,
    isOpen: () => world.isOpen,
    open: async () => undefined,
    close: async () => undefined,
    leave: async () => undefined,
    sendDoor: () => false,
  }),
}));

let proven: Signal<readonly ProvenGuest[]>;
let room: VisitRoom;
const guest = () => v.parse(ProvenGuestSchema, proven.value[0]);
const raise = (alarm: Alarm | undefined) => {
  if (world.alarm) world.alarm.value = alarm;
};

beforeEach(() => {
  world.alarm = signal(undefined);
  world.whilePutRight = () => undefined;
  world.sent = [];
  world.roster = signal('gathering');
  world.mesh = signal(undefined);
  world.recognised = Promise.resolve();
  world.isOpen = false;
  world.stateEvents = [];
  proven = signal([provenGuest({ door: { seq: 0, state: 'waiting' } })]);
});
afterEach(() => room.close());

function openRoom(): VisitRoom {
  room = openVisitRoom({
    open: {
      userId: '@dr:practice.test',
      client: {
        on: () => undefined,
        off: () => undefined,
        getRoom: () => undefined,
        sendEvent: async () => ({ event_id: '$a' }),
        sendStateEvent: async (_room: string, type: string) => void world.stateEvents.push(type),
      },
    },
    channel: {
      send: async (type: string, content: object) => void world.sent.push({ type, ...content }),
      receive: () => () => undefined,
    },
    proofs: {
      proven,
      recognised: () => world.recognised,
      change: (one: ProvenGuest, part: Partial<ProvenGuest>) => {
        proven.value = proven.value.map((other) => (other.h === one.h ? { ...other, ...part } : other));
        return { ...one, ...part };
      },
      onReturn: (listener: typeof world.onReturn) => {
        world.onReturn = listener;
        return () => undefined;
      },
    },
    media: {},
    roomId: guest().roomId,
    guest: guest().guest,
    bot: '@bot:practice.test',
    masterKey: new Uint8Array(32),
    relayOnly: false,
  } as unknown as VisitRoomOptions);
  return room;
}

test('what was wrong before the desk was opened is kept and told as soon as it is known who the patient is', async () => {
  raise(stranger);
  openRoom().admitKey(guest());
  expect(guest().halted).toEqual(stranger);
  await vi.waitFor(() => expect(world.sent).toMatchObject([{ type: haltType, cause: 'stranger' }]));
});

test('what is wrong while the patient’s key is still being signed is told once it is', async () => {
  const signing = Promise.withResolvers<void>();
  raise(stranger);
  openRoom().admitKey(guest());
  // The proof shows a moment before its key is being signed.
  world.recognised = signing.promise;
  await settled();
  expect(world.sent).toEqual([]);
  signing.resolve();
  await vi.waitFor(() => expect(world.sent).toMatchObject([{ type: haltType, cause: 'stranger' }]));
});

test('what rules out going on is kept although something else has stopped the visit before', () => {
  openRoom().admitKey(guest());
  raise({ kind: 'told', cause: 'stranger' });
  expect(guest().halted).toEqual({ kind: 'told', cause: 'stranger' });
  raise(final);
  expect(guest().halted).toEqual(final);
});

test('a clinician who goes on has gone on: what they have looked at does not come back by itself', async () => {
  openRoom().admitKey(guest());
  raise(stranger);
  await room.putRight(guest());
  expect(guest().halted).toBeUndefined();
  room.admitKey(guest());
  expect(guest().halted).toBeUndefined();
});

test.each([
  ['while the room is put right', true],
  ['right after it', false],
])('what rules out going on is not forgotten when it comes %s', async (_, during) => {
  openRoom().admitKey(guest());
  raise(stranger);
  if (during) {
    world.whilePutRight = () => raise(final);
    await expect(room.putRight(guest())).rejects.toThrow();
  } else {
    await room.putRight(guest());
    room.admitKey(guest());
    raise(final);
  }
  expect(guest().halted).toEqual(final);
});

test('a patient who asks whether they may go on is not told so when the visit has been stopped again', async () => {
  openRoom().admitKey(guest());
  await room.say(guest(), 'go-on');
  world.onReturn(guest(), 'ask');
  await vi.waitFor(() => expect(world.sent).toMatchObject([{ door: 'go-on' }, { door: 'go-on' }]));
  raise(stranger);
  await vi.waitFor(() => expect(world.sent).toHaveLength(3));
  world.onReturn(guest(), 'ask');
  await vi.waitFor(() => expect(world.sent).toHaveLength(4));
  const halt = { type: haltType, cause: 'stranger' };
  expect(world.sent.slice(2)).toMatchObject([halt, halt]);
});

test('who comes back unasked is not let in: perhaps they have left in a hurry, or talk with another desk', async () => {
  openRoom().admitKey(guest());
  world.isOpen = true;
  world.onReturn(guest(), undefined);
  await settled();
  expect(world.sent).toEqual([]);
  expect(guest().door).toEqual({ seq: 0, state: 'waiting' });
});

test('who has missed that they were let in, and asks, is let in', async () => {
  openRoom().admitKey(guest());
  world.isOpen = true;
  world.onReturn(guest(), 'ask');
  await vi.waitFor(() => expect(world.sent).toMatchObject([{ door: 'admitted', answers: 'ask' }]));
});

test('who is let in the moment their proof shows hears it: the word waits until their key is signed', async () => {
  const signing = Promise.withResolvers<void>();
  world.recognised = signing.promise;
  const said = openRoom().say(guest(), 'admitted');
  await settled();
  expect(world.sent).toEqual([]);
  signing.resolve();
  await said;
  expect(world.sent).toMatchObject([{ door: 'admitted' }]);
});

test('who is turned away hears it although their key is never signed', async () => {
  world.recognised = new Promise(() => undefined);
  await openRoom().say(guest(), 'declined');
  expect(world.sent).toMatchObject([{ door: 'declined' }]);
});

test('a call leaves no trace in the room before the bot is out of it, and one afterwards', async () => {
  openRoom();
  if (world.mesh) world.mesh.value = { alarm: signal(undefined), participants: signal([]) };
  await settled();
  expect(world.stateEvents).toEqual([]);
  for (const state of ['complete', 'gathering', 'complete']) if (world.roster) world.roster.value = state;
  await vi.waitFor(() => expect(world.stateEvents).toEqual([callStateType]));
  await settled();
  expect(world.stateEvents).toHaveLength(1);
});

/** Whatever would be done by itself has been done. */
function settled(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

test('whoever was let in from here is remembered as such, also when they wait once more', async () => {
  const visit = openRoom();
  visit.admitKey(guest());
  await visit.say(guest(), 'prepare');
  expect(guest().wasLetIn).toBeUndefined();
  await visit.say(guest(), 'admitted');
  await visit.say(guest(), 'waiting');
  expect(guest()).toMatchObject({ wasLetIn: true, door: { state: 'waiting' } });
});
