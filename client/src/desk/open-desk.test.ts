/** What the servers' word may do to a clinician's browser: stop the desk, and delete nothing. */

import { type Signal, signal } from '@preact/signals';
import { DeviceIdSchema, randomBytes, toBase64Url, type UserId, UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { ApiProblem } from '../api/call-api.ts';
import type { DeviceCheck, DeviceCheckState } from '../crypto/device-check.ts';
import { KeysNotSent } from '../crypto/received-keys.ts';
import type { DeskAccount } from '../storage/desk-record.ts';
import type { DeskView } from './desk-view.ts';
import { openDesk } from './open-desk.ts';
import type { DeskHost } from './running-desk.ts';
import { SessionEnded } from './sign-in.ts';
import type { SignedInOptions } from './signed-in.ts';

const mira = userId('@mira:practice.test');
const noor = userId('@noor:practice.test');

/** The browser's storage and the two servers, as far as they have a say in this. */
const world = vi.hoisted(() => ({
  account: undefined as DeskAccount | undefined,
  wipes: 0,
  stops: 0,
  logOuts: 0,
  isSilent: false,
  bringUpFails: undefined as Error | undefined,
  setUpFails: undefined as Error | undefined,
  keys: 'ready' as 'none' | 'ready' | 'locked',
  /** What goes on with another device of the account. */
  check: undefined as unknown as Signal<DeviceCheck | undefined>,
  received: undefined as string | undefined,
  receivingFails: undefined as Error | undefined,
  broughtUp: [] as SignedInOptions['device'][],
  loggedOut: () => undefined as unknown,
  keysReplaced: () => undefined as unknown,
  storageChanged: () => undefined as unknown,
  hasRecoveryKey: true,
  lost: (_problem: ApiProblem) => undefined as unknown,
}));

vi.mock('./one-tab.ts', () => ({
  oneTab: () => ({ hold: async () => undefined, ask: () => undefined }),
}));
vi.mock('../storage/desk-record.ts', () => ({
  openDeskKeeper: async () => ({
    get account() {
      return world.account;
    },
    proven: [],
    choices: { chime: false, notify: false, keys: true, texts: [] },
    keepAccount: async (account: DeskAccount) => {
      world.account = account;
    },
    wipe: async () => {
      world.account = undefined;
      world.wipes += 1;
    },
  }),
}));
vi.mock('../api/public-api.ts', () => ({
  practice: async () => ({ name: 'Practice', homeserver: { baseUrl: 'https://practice.test' } }),
}));
vi.mock('./sign-in.ts', async (original) => ({
  ...(await original<typeof import('./sign-in.ts')>()),
  signIn: async (_baseUrl: string, user: string, password: string, kept?: DeskAccount) => {
    if (password !== 'right') throw Object.assign(new Error('wrong'), { name: 'WrongPassword' });
    return kept ? { ...kept, accessToken: 'anew' } : accountOf(user === 'noor' ? noor : mira);
  },
}));
vi.mock('./signed-in.ts', () => ({
  bringUpDesk: async ({ device }: SignedInOptions) => {
    world.broughtUp.push(device);
    if (world.bringUpFails) throw world.bringUpFails;
    return {
      session: { about: { name: 'Mira' } },
      checks: {
        current: world.check,
        dismiss: async () => {
          world.check.value = undefined;
        },
      },
      hasRecoveryKey: async () => world.hasRecoveryKey,
      receiveKeys: async () => {
        if (world.receivingFails) throw world.receivingFails;
        return world.received;
      },
      startOver: async (password: string) => {
        if (password !== 'right') throw Object.assign(new Error('wrong'), { name: 'WrongPassword' });
        return 'new recovery';
      },
      keys: async () => world.keys,
      setUp: async () => {
        if (world.setUpFails) throw world.setUpFails;
        return 'recovery';
      },
      material: async () => ({}),
      onKeysReplaced: (listener: () => void) => {
        world.keysReplaced = listener;
      },
      onStorageChanged: (listener: () => void) => {
        world.storageChanged = listener;
      },
      onLoggedOut: (listener: () => void) => {
        world.loggedOut = listener;
      },
      logOut: async () => {
        world.logOuts += 1;
        if (world.isSilent) await new Promise(() => undefined);
      },
      stop: async () => {
        world.stops += 1;
      },
    };
  },
}));
vi.mock('./desk-session.ts', () => ({
  runDesk: async ({ onLost }: DeskHost) => {
    world.lost = onLost;
    return { stop: async () => undefined };
  },
}));
vi.stubGlobal('location', { origin: 'https://practice.test' });

afterEach(() => vi.useRealTimers());
beforeEach(() => {
  Object.assign(world, {
    account: { ...accountOf(mira), newRecoveryKey: 'not confirmed yet' },
    hasRecoveryKey: true,
    wipes: 0,
    stops: 0,
    logOuts: 0,
    isSilent: false,
    bringUpFails: undefined,
    setUpFails: undefined,
    keys: 'ready',
    check: signal(undefined),
    received: undefined,
    receivingFails: undefined,
    broughtUp: [],
  });
});

const media = {} as Parameters<typeof openDesk>[0]['media'];
const isStage = (desk: DeskView, stage: string) =>
  vi.waitFor(() => expect(desk.stage.value.stage).toBe(stage));
async function openedDesk(): Promise<DeskView> {
  const desk = openDesk({ media });
  await isStage(desk, 'new-keys');
  return desk;
}

describe('keys, proofs and an unconfirmed recovery key outlive', () => {
  test('the homeserver saying that this device is not signed in', async () => {
    const desk = await openedDesk();
    world.loggedOut();
    await isStage(desk, 'signed-out');
    expect(desk.stage.value).toMatchObject({ fault: { kind: 'session-ended' }, keptFor: mira });
    expect(world.account).toMatchObject({ newRecoveryKey: 'not confirmed yet' });
  });
  test.each(['forbidden', 'unauthorized', 'not-found'] as const)(
    'the practice’s server answering %s to an open desk',
    async (code) => {
      const desk = await openedDesk();
      await vi.waitFor(() => world.lost(new ApiProblem({ code })));
      await isStage(desk, code === 'not-found' ? 'stopped' : 'signed-out');
      expect(world.account).toMatchObject({ newRecoveryKey: 'not confirmed yet' });
    },
  );
  test.each([
    new SessionEnded(),
    new ApiProblem({ code: 'forbidden' }),
    new ApiProblem({ code: 'unauthorized' }),
  ])('a refusal while the page is opened: %s', async (refusal) => {
    world.bringUpFails = refusal;
    const desk = openDesk({ media });
    await isStage(desk, 'signed-out');
    expect(world.account).toMatchObject({ newRecoveryKey: 'not confirmed yet' });
    expect(world.wipes + world.logOuts).toBe(0);
  });
  test('a wrong password, and a server that refuses once more', async () => {
    const desk = await openedDesk();
    world.loggedOut();
    await isStage(desk, 'signed-out');
    await desk.signIn('mira', 'wrong');
    world.bringUpFails = new ApiProblem({ code: 'forbidden' });
    await desk.signIn('mira', 'right');
    expect(desk.stage.value).toMatchObject({ fault: { kind: 'not-a-clinician' }, keptFor: mira });
    expect(world.account).toMatchObject({ newRecoveryKey: 'not confirmed yet' });
  });
  test('a failure while the account’s first keys are being made', async () => {
    world.account = undefined;
    world.keys = 'none';
    world.setUpFails = new ApiProblem({ code: 'unavailable' });
    const desk = openDesk({ media });
    await isStage(desk, 'signed-out');
    await desk.signIn('mira', 'right');
    expect(desk.stage.value).toMatchObject({ stage: 'signed-out', keptFor: mira });
    expect(world.account).toMatchObject({ userId: mira });
    expect(world.logOuts).toBe(0);
  });
});

test('signing in again goes on with the same device and the same keys', async () => {
  const desk = await openedDesk();
  world.loggedOut();
  await isStage(desk, 'signed-out');
  await desk.signIn(' @Mira:practice.test ', 'right');
  await isStage(desk, 'new-keys');
  expect(world.account).toMatchObject({ accessToken: 'anew', newRecoveryKey: 'not confirmed yet' });
  expect(world.broughtUp).toEqual(['kept', 'kept']);
  expect(world.wipes).toBe(0);
});

test('a recovery key that was confirmed is kept nowhere and never shown again', async () => {
  const desk = await openedDesk();
  await desk.confirmNewKeys();
  await isStage(desk, 'ready');
  expect(world.account).not.toHaveProperty('newRecoveryKey');
  const again = openDesk({ media });
  await isStage(again, 'ready');
});

test('only signing out, or another account, deletes what is kept', async () => {
  const desk = await openedDesk();
  world.loggedOut();
  await isStage(desk, 'signed-out');
  await desk.signIn('noor', 'right');
  await isStage(desk, 'ready');
  expect(world.wipes).toBe(1);
  expect(world.account?.userId).toBe(noor);
  await desk.signOut();
  expect(world.account).toBeUndefined();
  expect(world.logOuts).toBe(1);
});

test('signing out stops and wipes at once, although no server answers', async () => {
  const desk = await openedDesk();
  world.isSilent = true;
  vi.useFakeTimers();
  const signedOut = desk.signOut();
  await vi.advanceTimersByTimeAsync(0);
  expect(world.stops).toBe(1);
  await vi.advanceTimersByTimeAsync(2_000);
  await signedOut;
  expect(world.account).toBeUndefined();
  expect(desk.stage.value).toEqual({ stage: 'signed-out' });
});

test('an account that may not sit at this desk leaves nothing here', async () => {
  world.account = undefined;
  world.bringUpFails = new ApiProblem({ code: 'forbidden' });
  const desk = openDesk({ media });
  await isStage(desk, 'signed-out');
  await desk.signIn('noor', 'right');
  expect(desk.stage.value).toEqual({ stage: 'signed-out', fault: { kind: 'not-a-clinician' } });
  expect(world.broughtUp).toEqual(['new']);
  expect(world.account).toBeUndefined();
});

describe('a device without keys', () => {
  /** At the screen that asks for the recovery key. */
  async function lockedDesk(): Promise<DeskView> {
    Object.assign(world, { account: accountOf(mira), keys: 'locked' });
    const desk = openDesk({ media });
    await isStage(desk, 'unlock');
    return desk;
  }

  test('opens once another device has recognised it and sent the keys', async () => {
    const desk = await lockedDesk();
    world.check.value = checkAt({ step: 'waiting' });
    expect(desk.stage.value.stage).toBe('unlock');
    world.check.value = checkAt({ step: 'done' });
    await isStage(desk, 'ready');
    expect(desk.deviceCheck.value).toBeUndefined();
  });
  test('shows a recovery key when the account had none', async () => {
    const desk = await lockedDesk();
    world.received = 'first of this account';
    world.check.value = checkAt({ step: 'done' });
    await isStage(desk, 'new-keys');
    expect(desk.stage.value).toMatchObject({ recoveryKey: 'first of this account' });
  });
  test('says so when the other device has sent nothing, and can be unlocked otherwise', async () => {
    const desk = await lockedDesk();
    world.receivingFails = new KeysNotSent();
    world.check.value = checkAt({ step: 'done' });
    await vi.waitFor(() =>
      expect(desk.stage.value).toEqual({
        stage: 'unlock',
        recoveryKey: true,
        fault: { kind: 'keys-not-sent' },
      }),
    );
  });
  test('does not work on with keys that were replaced on another device', async () => {
    world.account = accountOf(mira);
    const desk = openDesk({ media });
    await isStage(desk, 'ready');
    world.keys = 'locked';
    world.keysReplaced();
    await isStage(desk, 'unlock');
    await vi.waitFor(() => expect(desk.stage.value).toMatchObject({ fault: { kind: 'keys-replaced' } }));
    expect(world.wipes + world.logOuts).toBe(0);
  });
  test('nor behind a recovery key that is being written down', async () => {
    const desk = await openedDesk();
    world.keys = 'locked';
    world.keysReplaced();
    await isStage(desk, 'unlock');
    await vi.waitFor(() => expect(desk.stage.value).toMatchObject({ fault: { kind: 'keys-replaced' } }));
    expect(world.account).toMatchObject({ newRecoveryKey: 'not confirmed yet' });
  });
  test('offers the new recovery key as soon as it opens something: the identity comes a moment before', async () => {
    world.account = accountOf(mira);
    const desk = openDesk({ media });
    await isStage(desk, 'ready');
    Object.assign(world, { keys: 'locked', hasRecoveryKey: false });
    world.keysReplaced();
    await vi.waitFor(() =>
      expect(desk.stage.value).toMatchObject({ fault: { kind: 'keys-replaced' }, recoveryKey: false }),
    );
    world.hasRecoveryKey = true;
    world.storageChanged();
    await vi.waitFor(() =>
      expect(desk.stage.value).toMatchObject({ fault: { kind: 'keys-replaced' }, recoveryKey: true }),
    );
  });
  test('gets new keys with the password only', async () => {
    const desk = await lockedDesk();
    await desk.startOver('wrong');
    expect(desk.stage.value).toMatchObject({ stage: 'unlock', fault: { kind: 'wrong-password' } });
    await desk.startOver('right');
    expect(desk.stage.value).toMatchObject({ stage: 'new-keys', recoveryKey: 'new recovery' });
  });
});

function checkAt(state: DeviceCheckState): DeviceCheck {
  return { state: signal(state) } as unknown as DeviceCheck;
}

function userId(text: string): UserId {
  return v.parse(UserIdSchema, text);
}

function accountOf(user: UserId): DeskAccount {
  return {
    v: 1,
    userId: user,
    deviceId: v.parse(DeviceIdSchema, 'DESK'),
    accessToken: 'first',
    cryptoPrefix: `keys-of-${user}`,
    cryptoKey: toBase64Url(randomBytes(32)),
  };
}
