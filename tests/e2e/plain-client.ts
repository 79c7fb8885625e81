/**
 * A clinician's other Matrix client: plain matrix-js-sdk with its own crypto and none of our code. It stands for
 * Element, which is built on the same library.
 */

import { ClientEvent, createClient, type MatrixClient, SyncState } from 'matrix-js-sdk';
import {
  type CryptoApi,
  CryptoEvent,
  decodeRecoveryKey,
  type ShowSasCallbacks,
  VerificationPhase,
  type VerificationRequest,
  VerificationRequestEvent,
  VerifierEvent,
} from 'matrix-js-sdk/lib/crypto-api/index.js';
import * as v from 'valibot';
import { silenceSdk } from '../../client/src/crypto/silent-logger.ts';
import type { ClinicianAccount } from '../stack/practice.ts';

export interface PlainClient {
  readonly client: MatrixClient;
  readonly crypto: CryptoApi;
  readonly deviceId: string;
  /** Unlocks with the recovery key, as Element does after signing in. */
  unlock(recoveryKey: string): Promise<void>;
  /** Makes cross-signing keys and nothing else: no secret storage, no recovery key. */
  makeKeysOnly(): Promise<void>;
  /** The next request from another device of the account. */
  nextRequest(): Promise<VerificationRequest>;
  stop(): void;
}

/** Signs in and syncs. */
export async function openPlainClient(
  homeserverUrl: string,
  account: ClinicianAccount,
): Promise<PlainClient> {
  silenceSdk();
  const answer = await fetch(`${homeserverUrl}/_matrix/client/v3/login`, {
    method: 'POST',
    body: JSON.stringify({
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user: account.userId },
      password: account.password,
      initial_device_display_name: 'Another client',
    }),
  });
  const { access_token, device_id } = v.parse(LoginSchema, await answer.json());
  let key: Uint8Array<ArrayBuffer> | undefined;
  const client = createClient({
    baseUrl: homeserverUrl,
    userId: account.userId,
    deviceId: device_id,
    accessToken: access_token,
    logger: quiet,
    cryptoCallbacks: {
      getSecretStorageKey: async ({ keys }) => {
        const [id] = Object.keys(keys);
        return id !== undefined && key ? [id, key] : null;
      },
    },
  });
  await client.initRustCrypto({ useIndexedDB: false });
  const crypto = client.getCrypto();
  if (!crypto) throw new Error('the crypto did not start');
  const requests: VerificationRequest[] = [];
  const waiting: ((request: VerificationRequest) => void)[] = [];
  client.on(CryptoEvent.VerificationRequestReceived, (request) => {
    const next = waiting.shift();
    if (next) next(request);
    else requests.push(request);
  });
  const synced = new Promise<void>((resolve) => {
    client.on(ClientEvent.Sync, (state) => {
      if (state === SyncState.Prepared) resolve();
    });
  });
  await client.startClient();
  await synced;
  return {
    client,
    crypto,
    deviceId: device_id,
    async unlock(recoveryKey) {
      key = new Uint8Array(decodeRecoveryKey(recoveryKey));
      await crypto.userHasCrossSigningKeys(account.userId, true);
      await crypto.bootstrapCrossSigning({});
      await crypto.loadSessionBackupPrivateKeyFromSecretStorage();
    },
    async makeKeysOnly() {
      await crypto.bootstrapCrossSigning({
        authUploadDeviceSigningKeys: async (upload) => {
          await upload(null);
        },
      });
    },
    nextRequest() {
      const known = requests.shift();
      return known ? Promise.resolve(known) : new Promise((resolve) => void waiting.push(resolve));
    },
    stop: () => client.stopClient(),
  };
}

/** Accepts, and compares by the pictures. @returns their English names, and what confirms them */
export async function comparePictures(
  request: VerificationRequest,
  who: 'begins' | 'waits',
): Promise<{ readonly names: readonly string[]; confirm(): Promise<void> }> {
  if (!request.initiatedByMe) await request.accept();
  await reached(request, VerificationPhase.Ready);
  if (who === 'begins') await request.startVerification('m.sas.v1');
  const verifier = await until(request, () => request.verifier);
  const shown = new Promise<ShowSasCallbacks>((resolve) => {
    const now = verifier.getShowSasCallbacks();
    if (now) resolve(now);
    else verifier.once(VerifierEvent.ShowSas, resolve);
  });
  const done = verifier.verify();
  done.catch(() => undefined);
  const { sas, confirm } = await shown;
  return {
    names: sas.emoji?.map(([, name]) => name) ?? [],
    async confirm() {
      await confirm();
      await done;
    },
  };
}

async function reached(request: VerificationRequest, phase: VerificationPhase): Promise<void> {
  await until(request, () => (request.phase >= phase ? true : undefined));
}

function until<T>(request: VerificationRequest, look: () => T | undefined): Promise<T> {
  return new Promise((resolve) => {
    const tryNow = () => {
      const found = look();
      if (found === undefined) return;
      request.off(VerificationRequestEvent.Change, tryNow);
      resolve(found);
    };
    request.on(VerificationRequestEvent.Change, tryNow);
    tryNow();
  });
}

const LoginSchema = v.object({ access_token: v.string(), device_id: v.string() });

const quiet: NonNullable<Parameters<typeof createClient>[0]['logger']> = {
  trace: () => undefined,
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: () => undefined,
  getChild: () => quiet,
};
