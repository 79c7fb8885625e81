import type { RoomId, UserId } from '@sprechzimmer/protocol';
import { expect, test } from 'vitest';
import { silentLogger } from '../log/index.ts';
import { catchUp, untilDone } from './catch-up.ts';
import { HomeserverError } from './homeserver-error.ts';

const [first, gone, second] = ['!first', '!gone', '!second'] as [RoomId, RoomId, RoomId];
const guest = '@guest-7k2m9x4qv8t3r6w1z5bn:practice.example' as UserId;

test('whoever joined while the appservice was down is let in after its start', async () => {
  const seen: string[][] = [];
  await catchUp({
    rooms: {
      joinedRooms: async () => [first, gone, second],
      members: async (room) => {
        if (room === gone)
          throw new HomeserverError('read the members', { status: 403, code: 'M_FORBIDDEN' });
        return new Map([[guest, room === first ? 'join' : 'leave']]);
      },
    },
    visits: { membershipChanged: async (...change) => void seen.push(change) },
    log: silentLogger,
  });
  expect(seen).toEqual([
    [first, guest, 'join'],
    [second, guest, 'leave'],
  ]);
});

test('a homeserver that breaks off half-way is not taken for a room that is gone', async () => {
  const rooms = {
    joinedRooms: async () => [first],
    members: async () => Promise.reject(new HomeserverError('read the members', { code: 'ECONNRESET' })),
  };
  await expect(
    catchUp({ rooms, visits: { membershipChanged: async () => {} }, log: silentLogger }),
  ).rejects.toThrow();
});

test('a homeserver that is not up yet is asked again until it is', async () => {
  let tries = 0;
  const task = async () => {
    tries += 1;
    if (tries < 2) throw new Error('not yet');
  };
  await untilDone(task, { log: silentLogger, signal: new AbortController().signal });
  expect(tries).toBe(2);
});

test('asking again ends when the appservice stops', async () => {
  const stopping = new AbortController();
  const task = async () => {
    stopping.abort();
    throw new Error('not yet');
  };
  await untilDone(task, { log: silentLogger, signal: stopping.signal });
});
