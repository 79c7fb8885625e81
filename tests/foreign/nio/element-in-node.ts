/**
 * A plain matrix-js-sdk client with the account's recovery key: what a clinician has in another Matrix app, without a
 * line of ours.
 */

import { MatrixClient, MemoryStore } from 'matrix-js-sdk';
import { decodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/index.js';
import * as v from 'valibot';
import { silenceSdk, silentLogger } from '../../../client/src/crypto/silent-logger.ts';
import type { SignIn } from './nio-client.ts';

const LoginSchema = v.object({ user_id: v.string(), device_id: v.string(), access_token: v.string() });

/** Signs in, opens the account's cross-signing keys, signs one of its devices, and signs out again. */
export async function crossSignWithRecoveryKey(
  account: SignIn,
  recoveryKey: string,
  deviceId: string,
): Promise<void> {
  silenceSdk();
  const { user_id: userId, device_id: own, access_token: accessToken } = await signIn(account);
  const client = new MatrixClient({
    baseUrl: account.homeserver,
    userId,
    deviceId: own,
    accessToken,
    store: new MemoryStore(),
    disableVoip: true,
    logger: silentLogger,
    cryptoCallbacks: {
      getSecretStorageKey: async ({ keys }) => {
        const [keyId] = Object.keys(keys);
        return keyId === undefined ? null : [keyId, new Uint8Array(decodeRecoveryKey(recoveryKey))];
      },
    },
  });
  try {
    await client.initRustCrypto({ useIndexedDB: false });
    const crypto = client.getCrypto();
    if (!crypto) throw new Error('the SDK has no crypto');
    await client.startClient({ initialSyncLimit: 1 });
    await crypto.getUserDeviceInfo([userId], true);
    await crypto.bootstrapCrossSigning({});
    await crypto.crossSignDevice(deviceId);
  } finally {
    await client.logout(true);
    client.stopClient();
  }
}

async function signIn({ homeserver, user, password }: SignIn): Promise<v.InferOutput<typeof LoginSchema>> {
  const answer = await fetch(`${homeserver}/_matrix/client/v3/login`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user },
      password,
    }),
  });
  return v.parse(LoginSchema, await answer.json());
}
