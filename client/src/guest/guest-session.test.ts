/** How a visit ends in the patient's browser. */

import { signal } from '@preact/signals';
import { deriveLinkKeys, randomBytes } from '@sprechzimmer/protocol';
import { beforeEach, expect, test, vi } from 'vitest';
import type { VisitKeeper } from '../storage/visit-record.ts';
import { type GuestHost, runGuestSession } from './guest-session.ts';
import { nothingYet } from './guest-stage.ts';
import { beginRecord, makeVisitSecrets } from './new-record.ts';

const did = vi.hoisted(() => [] as string[]);

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
  stayInRoom: () => ({
    confirmed: signal(true),
    alarm: signal(undefined),
    chat: signal(undefined),
    call: { mesh: signal(undefined), open: async () => undefined, close: async () => undefined },
    arrive: async () => undefined,
    recognise: async () => undefined,
    settle: async () => undefined,
    caughtUp: async () => undefined,
    close: async () => void did.push('room closed'),
  }),
}));

beforeEach(() => did.splice(0));

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
    media: { release: () => did.push('camera off') },
    facts: signal(nothingYet),
    chat: signal(undefined),
    call: signal(undefined),
    online: signal(true),
    onAppointment: () => undefined,
  } as unknown as GuestHost;
}

test('who leaves and closes the page at once has left: nobody finds the visit there to go on with', async () => {
  const session = await runGuestSession(await host());
  await session.leave();
  const order = did.filter((step) => step !== 'camera off' && step !== 'room closed');
  expect(order).toEqual(['buried', 'said gone', 'logged out', 'stopped', 'wiped']);
});
