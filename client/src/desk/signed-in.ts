/** A clinician's device between signing in and the open desk: client, our session, keys. */

import type { Signal } from '@preact/signals';
import {
  answersType,
  type Bytes,
  elsewhereType,
  fromBase64,
  haltType,
  helloType,
  type PracticeAnswer,
  proofType,
  signType,
  toBase64Url,
} from '@sprechzimmer/protocol';
import { ClientEvent, HttpApiEvent, SyncState } from 'matrix-js-sdk';
import { CryptoEvent } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { settledWithin } from '../api/settled-within.ts';
import { isUnknownToken } from '../crypto/homeserver-errors.ts';
import { masterKeyOf, refreshKeys } from '../crypto/identity.ts';
import { type OlmChannel, openOlmChannel } from '../crypto/olm-channel.ts';
import { type OpenClient, openClient } from '../crypto/open-client.ts';
import { receiveKeys } from '../crypto/received-keys.ts';
import { ensurePublished } from '../crypto/republish-device.ts';
import {
  hasRecoveryKey,
  holding,
  type KeyState,
  makeSecretStorage,
  notebookKeyOf,
  type RecoveryKey,
  readKeyState,
  recoveryKeyFrom,
  secretKeyHolder,
  setUpKeys,
  unlockKeys,
} from '../crypto/secret-storage.ts';
import { startOverKeys } from '../crypto/start-over.ts';
import { type DeskAccount, type DeskKeeper, setAside, withNotebookKey } from '../storage/desk-record.ts';
import { type DeviceChecks, openDeviceChecks } from './device-checks.ts';
import { type DeskSession, openDeskSession, SessionEnded } from './sign-in.ts';

export interface SignedInOptions {
  readonly keeper: DeskKeeper;
  readonly practice: PracticeAnswer;
  readonly homeserverReachable: Signal<boolean>;
  /** `new`: made by this very sign-in. It has no keys worth anything yet, and is given up when it gets no further. */
  readonly device: 'new' | 'kept';
}

export interface SignedInDesk {
  readonly open: OpenClient;
  /** Open since before the first sync: proofs that were waiting on the homeserver are kept for the desk. */
  readonly channel: OlmChannel;
  readonly session: DeskSession;
  /** With other devices of this account: this one wants in, or is asked to let one in. */
  readonly checks: DeviceChecks;
  keys(): Promise<KeyState>;
  /** Whether the account has a recovery key that would open this device. */
  hasRecoveryKey(): Promise<boolean>;
  /** Makes the account's keys. @returns the recovery key, which is kept until it has been confirmed */
  setUp(): Promise<string>;
  /** @throws WrongRecoveryKey */
  unlock(recoveryKey: string): Promise<void>;
  /**
   * After another device has recognised this one.
   * @returns a new recovery key where the account has none; it is kept until it has been confirmed
   * @throws KeysNotSent
   */
  receiveKeys(): Promise<string | undefined>;
  /**
   * New keys instead of lost ones. @returns the recovery key, which is kept until it has been confirmed
   * @throws PasswordRefused, and nothing has changed
   */
  startOver(password: string): Promise<string>;
  /** What the desk works with, once the keys are ready. */
  material(): Promise<DeskMaterial>;
  /** The account has another identity now than the one this device holds. */
  onKeysReplaced(listener: () => void): void;
  /** What a recovery key of this account would open may have changed, on another device. */
  onStorageChanged(listener: () => void): void;
  /** The homeserver has ended this device's session. */
  onLoggedOut(listener: () => void): void;
  /** Ends the Matrix device and our session on the servers. */
  logOut(): Promise<void>;
  stop(): Promise<void>;
}

export interface DeskMaterial {
  readonly masterKey: Bytes;
  readonly notebookKey: Bytes;
  /** Of identities this account had before, as far as this browser was there: for reading, never for a link. */
  readonly formerNotebookKeys: readonly Bytes[];
}

/** A device that is given up is told to be gone, if anybody hears it. */
const logOutPatienceMs = 2_000;

/**
 * @throws ApiProblem `forbidden` when this account is no clinician of this practice
 * @throws SessionEnded when the homeserver no longer takes the token
 */
export async function bringUpDesk(options: SignedInOptions): Promise<SignedInDesk> {
  const { keeper, practice } = options;
  const account = accountOf(keeper);
  const holder = secretKeyHolder();
  const open = await openClient({
    baseUrl: practice.homeserver.baseUrl,
    credentials: account,
    keys: { prefix: account.cryptoPrefix, key: fromBase64(account.cryptoKey) },
    role: 'clinician',
    callbacks: holder.callbacks,
  });
  const channel = openOlmChannel(open, {
    keep: [proofType, helloType, answersType, haltType, elsewhereType, signType],
  });
  const checks = openDeviceChecks(open);
  open.client.on(ClientEvent.Sync, (state) => {
    options.homeserverReachable.value = state !== SyncState.Reconnecting && state !== SyncState.Error;
  });
  const logOut = async (session?: DeskSession) => {
    await Promise.allSettled([session?.close(), open.client.logout()]);
  };
  let session: DeskSession;
  try {
    [session] = await Promise.all([
      openDeskSession(open),
      startKnowingOwnDevices(open),
      options.device === 'kept' ? ensurePublished(open) : undefined,
    ]);
  } catch (error) {
    if (options.device === 'new') await settledWithin(logOut(), logOutPatienceMs);
    open.stop();
    throw isUnknownToken(error) ? new SessionEnded({ cause: error }) : error;
  }

  const keepNotebookKey = async () => {
    const key = await notebookKeyOf(open);
    await keeper.keepAccount(withNotebookKey(accountOf(keeper), toBase64Url(key)));
    return key;
  };

  /** Kept before it is used: whatever happens in between, this key is the one that will be shown. */
  const keptRecoveryKey = async (): Promise<RecoveryKey> => {
    const recovery = await recoveryKeyFrom(open, accountOf(keeper).newRecoveryKey);
    await keeper.keepAccount({ ...accountOf(keeper), newRecoveryKey: recovery.text });
    return recovery;
  };

  const forgetNewRecoveryKey = async () => {
    const { newRecoveryKey: _, ...rest } = accountOf(keeper);
    await keeper.keepAccount(rest);
  };

  return {
    open,
    channel,
    session,
    checks,
    async keys() {
      const state = await readKeyState(open);
      const { notebookKey, newRecoveryKey } = accountOf(keeper);
      if (state !== 'ready' || notebookKey) return state;
      // Begun and not finished: making the keys is begun again with the kept recovery key, or with a first one.
      return newRecoveryKey || !(await hasRecoveryKey(open)) ? 'none' : 'ready';
    },
    hasRecoveryKey: () => hasRecoveryKey(open),
    async setUp() {
      const recovery = await keptRecoveryKey();
      await setUpKeys(open, holder, recovery);
      await keepNotebookKey();
      return recovery.text;
    },
    async unlock(recoveryKey) {
      await unlockKeys(open, holder, recoveryKey);
      // Of a beginning that was given up.
      await forgetNewRecoveryKey();
      await keepNotebookKey();
    },
    async receiveKeys() {
      await receiveKeys(open);
      await forgetNewRecoveryKey();
      if (await hasRecoveryKey(open)) {
        await keepNotebookKey();
        return undefined;
      }
      const recovery = await keptRecoveryKey();
      const backup = (await open.crypto.getKeyBackupInfo()) ? 'kept-backup' : 'new-backup';
      await holding(holder, recovery.bytes, () => makeSecretStorage(open, recovery, backup));
      await keepNotebookKey();
      return recovery.text;
    },
    async startOver(password) {
      const recovery = await keptRecoveryKey();
      // Until the end of this, a page that is opened again takes it up where it stopped.
      await keeper.keepAccount(setAside(accountOf(keeper)));
      try {
        await startOverKeys(open, holder, recovery, password);
      } catch (error) {
        if ((await readKeyState(open).catch(() => undefined)) === 'locked') await forgetNewRecoveryKey();
        throw error;
      }
      // What was proven was proven under the old identity.
      await keeper.keepProven([]);
      await keepNotebookKey();
      return recovery.text;
    },
    async material() {
      // Made anew each time: another device may have given this account another identity meanwhile.
      const notebookKey = await keepNotebookKey();
      const masterKey = await masterKeyOf(open, open.userId);
      if (!masterKey) throw new Error('the keys of this account are not ready');
      const former = accountOf(keeper).formerNotebookKeys ?? [];
      return { masterKey, notebookKey, formerNotebookKeys: former.map((key) => fromBase64(key)) };
    },
    onKeysReplaced(listener) {
      open.client.on(CryptoEvent.KeysChanged, () => {
        readKeyState(open).then(
          (state) => {
            if (state === 'locked') listener();
          },
          () => undefined,
        );
      });
    },
    onStorageChanged(listener) {
      open.client.on(ClientEvent.AccountData, (event) => {
        if (/^m\.(?:secret_storage|cross_signing|megolm_backup)\./.test(event.getType())) listener();
      });
    },
    onLoggedOut(listener) {
      open.client.on(HttpApiEvent.SessionLoggedOut, () => listener());
    },
    logOut: () => logOut(session),
    async stop() {
      checks.close();
      open.stop();
    },
  };
}

/**
 * A device that came while we were away may have asked to be let in. The crypto drops a request of a device it does not
 * know, so it is told of our devices before it reads what has been waiting.
 */
async function startKnowingOwnDevices(open: OpenClient): Promise<void> {
  await refreshKeys(open, open.userId).catch(() => undefined);
  await open.start();
}

function accountOf(keeper: DeskKeeper): DeskAccount {
  const { account } = keeper;
  if (!account) throw new Error('nobody is signed in');
  return account;
}
