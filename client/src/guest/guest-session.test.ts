/** What a patient's browser does about words of the door, and about the end. */

import { type Signal, signal } from '@preact/signals';
import { type DoorContent, deriveLinkKeys, randomBytes } from '@sprechzimmer/protocol';
import { beforeEach, expect, test, vi } from 'vitest';
import type { Alarm } from '../crypto/roster-view.ts';
import type { VisitKeeper } from '../storage/visit-record.ts';
import { type GuestHost, runGuestSession } from './guest-session.ts';
import { nothingYet } from './guest-stage.ts';
import { beginRecord, makeVisitSecrets } from './new-record.ts';

const did = vi.hoisted(() => [] as string[]);
const room = vi.hoisted(() => ({
  alarm: undefined as Signal<Alarm | undefined> | undefined,
  onDoor: (_door: DoorContent['door']) => undefined as unknown,
  arrive: async (): Promise<void> => undefined,
  sayGone: async (): Promise<void> => undefined,
}));

vi.mock('../api/public-api.ts', () => ({
  visit: async (_claim: string, since: number | undefined, abort: AbortSignal) =>
    since === undefined
      ? { revision: 1, phase: 'waiting', roomId: '!a:practice.test', notAfter: 1, leaseSeconds: 30 }
      : new Promise((_resolve, reject) => abort.addEventListener('abort', () => reject(abort.reason))),
  lease: async (_claim: string, presence: string) => void did.push(`said ${presence}`),
}));
vi.mock('./arrive.ts', () => ({ arrive: async () => ({ appointment: {}, credentials: {} }) }));
vi.mock('./leases.ts', () => ({ keepLease: () => () => undefined }));
vi.mock('../crypto/publish-identity.ts', () => ({ publishIdentity: async () => new Uint8Array(32) }));
vi.mock('../crypto/open-client.ts', () => ({
  openClient: async () => ({
    client: { on: () => undefined, logout: async () => void did.push('logged out') },
    start: async () => undefined,
    stop: () => did.push('stopped'),
  }),
}));
vi.mock('./room-stay.ts', () => ({
  stayInRoom: ({ onDoor }: { onDoor: typeof room.onDoor }) => {
    room.onDoor = onDoor;
    return {
      confirmed: signal(true),
      comparison: signal(undefined),
      alarm: room.alarm,
      chat: signal(undefined),
      heardDesk: signal(new Map()),
      call: { mesh: signal(undefined), close: async () => void did.push('call closed') },
      talk: async () => void did.push('call opened'),
      arrive: () => room.arrive(),
      recognise: async () => undefined,
      settle: async () => undefined,
      caughtUp: async () => undefined,
      sayGone: () => room.sayGone(),
      close: async () => void did.push('room closed'),
    };
  },
}));

beforeEach(() => {
  did.splice(0);
  room.alarm = signal(undefined);
  room.arrive = async () => undefined;
  room.sayGone = async () => void did.push('told the desks');
});

async function host(): Promise<GuestHost> {
  const link = { secret: randomBytes(32), clinicianMasterKey: randomBytes(32) };
  const keeper: VisitKeeper = {
    record: beginRecord(makeVisitSecrets(), link, await deriveLinkKeys(link), 'Erika'),
    change: async () => undefined,
    bury: async () => void did.push('buried'),
    wipe: async () => void did.push('wiped'),
  };
  return {
    keeper,
    practice: { homeserver: {}, call: {} },
    media: { release: () => did.push('camera off'), acquire: async () => void did.push('camera on') },
    facts: signal(nothingYet),
    chat: signal(undefined),
    heardDesk: signal(new Map()),
    call: signal(undefined),
    comparison: signal(undefined),
    online: signal(true),
    full: signal(false),
    onAppointment: () => undefined,
  } as unknown as GuestHost;
}

test('who leaves and closes the page at once has left: nobody finds the visit there to go on with', async () => {
  const session = runGuestSession(await host());
  await session.arrived;
  await session.leave();
  const order = did.filter((step) => step !== 'camera off' && step !== 'room closed');
  expect(order).toEqual(['buried', 'told the desks', 'said gone', 'logged out', 'stopped', 'wiped']);
});

test('no camera comes on again while the last word of somebody who leaves is on its way', async () => {
  room.sayGone = () => new Promise(() => undefined);
  const session = runGuestSession(await host());
  await session.arrived;
  const left = session.leave();
  room.onDoor('prepare');
  room.onDoor('admitted');
  expect(did).not.toContain('camera on');
  expect(did).not.toContain('call opened');
  await left;
});

test('of a page that was left in a hurry nobody believes that somebody is still there, and nothing is wiped', async () => {
  const session = runGuestSession(await host());
  await session.arrived;
  await session.vanish();
  await vi.waitFor(() => expect(did).toContain('stopped'));
  expect(did).toEqual(['said gone', 'camera off', 'room closed', 'stopped']);
});

test('who was halted before a reload can leave although the homeserver does not answer', async () => {
  room.arrive = () => new Promise(() => undefined);
  if (room.alarm) room.alarm.value = { kind: 'not-encrypted' };
  const visit = await host();
  const session = runGuestSession(visit);
  await vi.waitFor(() => expect(visit.facts.value.alarm).toBeDefined());
  await session.leave();
  expect(did).toEqual(expect.arrayContaining(['buried', 'room closed', 'logged out', 'stopped', 'wiped']));
  await session.arrived;
  expect(visit.facts.value).toMatchObject({ ended: 'left', arrived: false });
});

test('no camera comes on and no call opens in a visit that was halted, and it can still be ended', async () => {
  const visit = await host();
  await runGuestSession(visit).arrived;
  room.onDoor('prepare');
  expect(did).toContain('camera on');
  if (room.alarm) room.alarm.value = { kind: 'not-encrypted' };
  did.splice(0);
  room.onDoor('prepare');
  room.onDoor('admitted');
  expect(did).toEqual([]);
  expect(visit.facts.value).toMatchObject({ alarm: { kind: 'not-encrypted' }, door: 'waiting' });
  room.onDoor('ended');
  await vi.waitFor(() => expect(did).toContain('wiped'));
});

test('a clinician who goes on with a visit that stopped on their side alone finds the patient waiting, without camera', async () => {
  const visit = await host();
  await runGuestSession(visit).arrived;
  room.onDoor('admitted');
  expect(visit.facts.value.door).toBe('admitted');
  did.splice(0);
  room.onDoor('go-on');
  expect(visit.facts.value.door).toBe('waiting');
  expect(did).toEqual(['call closed', 'camera off']);
});
