import type { UserId } from '@sprechzimmer/protocol';
import { UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { onBothDatabases } from './databases-under-test.ts';
import { openStore, type Store } from './open-store.ts';

const doctor: UserId = v.parse(UserIdSchema, '@doktor:practice.example');
const session = (token: string, openId = `openid of ${token}`) => ({
  tokenHash: token,
  openIdHash: openId,
  userId: doctor,
  expiresAtMs: 1_000,
});

onBothDatabases('a clinician stays signed in', (fresh) => {
  let url = '';
  let store: Store;
  beforeEach(async () => {
    url = await fresh();
    store = await openStore({ url });
  });
  afterEach(() => store.close());

  it('across a restart of the appservice', async () => {
    expect(await store.sessions.open(session('a'))).toBe(true);
    await store.close();
    store = await openStore({ url });
    expect(await store.sessions.find('a', 999)).toEqual({ userId: doctor, expiresAtMs: 1_000 });
  });

  it('but not longer than agreed', async () => {
    await store.sessions.open(session('a'));
    expect(await store.sessions.find('a', 1_000)).toBeUndefined();
  });

  it('but not after signing out, and signing out twice is no fault', async () => {
    await store.sessions.open(session('a'));
    await store.sessions.close('a');
    await store.sessions.close('a');
    expect(await store.sessions.find('a', 0)).toBeUndefined();
  });

  it('and nobody else with a token that was exchanged before, not even after signing out', async () => {
    await store.sessions.open(session('a', 'the same'));
    await store.sessions.close('a');
    expect(await store.sessions.open(session('b', 'the same'))).toBe(false);
    expect(await store.sessions.find('b', 0)).toBeUndefined();
    const tries = await Promise.all(
      ['c', 'd', 'e'].map((token) => store.sessions.open(session(token, 'new'))),
    );
    expect(tries.filter(Boolean)).toHaveLength(1);
  });

  it('and the row goes when its time is over', async () => {
    await store.sessions.open(session('a', 'once'));
    await store.sessions.forget(999);
    expect(await store.sessions.find('a', 0)).toBeDefined();
    await store.sessions.forget(1_000);
    expect(await store.sessions.open(session('b', 'once'))).toBe(true);
  });
});
