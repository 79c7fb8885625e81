import type { UserId } from '@sprechzimmer/protocol';
import { expect, test } from 'vitest';
import { Refusal } from '../visits/service.ts';
import { MemorySessionStore } from './api-under-test.ts';
import { makeSessions, sessionLifeMs } from './sessions.ts';

const userId = '@doktor:practice.example' as UserId;
const window = { opensMinutesBefore: 15, closesMinutesAfter: 60 };

test('who is taken out of the configuration is out at once, with the session still in their pocket', async () => {
  const store = new MemorySessionStore();
  const { session } = await sessions(store, [{ userId, name: 'Dr. Weber' }]).open('token');
  expect(await sessions(store, [{ userId, name: 'Dr. Weber' }]).whose(session)).toBe(userId);
  expect(await sessions(store, []).whose(session)).toBeUndefined();
});

test('an OpenID token that was exchanged stays used for longer than it lives, also across a restart', async () => {
  const store = new MemorySessionStore();
  const clinicians = [{ userId, name: 'Dr. Weber' }];
  await sessions(store, clinicians).open('token');
  const anHourLater = sessions(store, clinicians, 3_600_000);
  await expect(anHourLater.open('token')).rejects.toEqual(new Refusal('unauthorized'));
  expect(sessionLifeMs).toBeGreaterThan(3_600_000);
});

test('sessions that have run out are not kept', async () => {
  const store = new MemorySessionStore();
  const clinicians = [{ userId, name: 'Dr. Weber' }];
  await sessions(store, clinicians).open('token');
  await sessions(store, clinicians, sessionLifeMs).open('another token');
  expect(store.rows.size).toBe(1);
});

function sessions(store: MemorySessionStore, clinicians: { userId: UserId; name: string }[], nowMs = 0) {
  const openId = { whose: async () => userId };
  return makeSessions({ store, openId, clinicians, window, clock: { nowMs: () => nowMs } });
}
