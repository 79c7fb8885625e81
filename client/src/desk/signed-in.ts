/** A clinician's device between signing in and the open desk: client, our session, keys. */

import type { Signal } from '@preact/signals';
import {
  type Bytes,
  fromBase64,
  helloType,
  type PracticeAnswer,
  proofType,
  toBase64Url,
} from '@sprechzimmer/protocol';
import { ClientEvent, HttpApiEvent, SyncState } from 'matrix-js-sdk';
import { isUnknownToken } from '../crypto/homeserver-errors.ts';
import { masterKeyOf } from '../crypto/identity.ts';
import { type OlmChannel, openOlmChannel } from '../crypto/olm-channel.ts';
import { type OpenClient, openClient } from '../crypto/open-client.ts';
import { ensurePublished } from '../crypto/republish-device.ts';
import {
  type KeyState,
  notebookKeyFromSecrets,
  readKeyState,
  recoveryKeyFrom,
  secretKeyHolder,
  setUpKeys,
  unlockKeys,
} from '../crypto/secret-storage.ts';
import type { DeskAccount, DeskKeeper } from '../storage/desk-record.ts';
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
  keys(): Promise<KeyState>;
  /** Makes the account's keys. @returns the recovery key, which is kept until it has been confirmed */
  setUp(): Promise<string>;
  /** @throws WrongRecoveryKey */
  unlock(recoveryKey: string): Promise<void>;
  /** What the desk works with, once the keys are ready. */
  material(): Promise<{ masterKey: Bytes; notebookKey: Bytes }>;
  /** The homeserver has ended this device's session. */
  onLoggedOut(listener: () => void): void;
  /** Ends the Matrix device and our session on the servers. */
  logOut(): Promise<void>;
  stop(): Promise<void>;
}

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
  const channel = openOlmChannel(open, { keep: [proofType, helloType] });
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
      open.start(),
      options.device === 'kept' ? ensurePublished(open) : undefined,
    ]);
  } catch (error) {
    if (options.device === 'new') await logOut();
    open.stop();
    throw isUnknownToken(error) ? new SessionEnded({ cause: error }) : error;
  }

  const keepNotebookKey = async () => {
    const key = await notebookKeyFromSecrets(open);
    await keeper.keepAccount({ ...accountOf(keeper), notebookKey: toBase64Url(key) });
  };

  return {
    open,
    channel,
    session,
    async keys() {
      const state = await readKeyState(open);
      const { notebookKey, newRecoveryKey } = accountOf(keeper);
      if (state === 'locked' || notebookKey) return state;
      // Begun and not finished: with the kept recovery key it is begun again, without one it has to be typed.
      return newRecoveryKey || state === 'none' ? 'none' : 'locked';
    },
    async setUp() {
      // Kept before it is used: whatever happens in between, this key is the one that will be shown.
      const recovery = await recoveryKeyFrom(open, accountOf(keeper).newRecoveryKey);
      await keeper.keepAccount({ ...accountOf(keeper), newRecoveryKey: recovery.text });
      await setUpKeys(open, holder, recovery);
      await keepNotebookKey();
      return recovery.text;
    },
    async unlock(recoveryKey) {
      await unlockKeys(open, holder, recoveryKey);
      await keepNotebookKey();
    },
    async material() {
      const masterKey = await masterKeyOf(open, open.userId);
      const { notebookKey } = accountOf(keeper);
      if (!masterKey || !notebookKey) throw new Error('the keys of this account are not ready');
      return { masterKey, notebookKey: fromBase64(notebookKey) };
    },
    onLoggedOut(listener) {
      open.client.on(HttpApiEvent.SessionLoggedOut, () => listener());
    },
    logOut: () => logOut(session),
    async stop() {
      open.stop();
    },
  };
}

function accountOf(keeper: DeskKeeper): DeskAccount {
  const { account } = keeper;
  if (!account) throw new Error('nobody is signed in');
  return account;
}
