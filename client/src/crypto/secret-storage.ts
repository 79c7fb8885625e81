/** The clinician's keys: set up once with a recovery key, unlocked with it on every further device. */

import { UserId as RustUserId } from '@matrix-org/matrix-sdk-crypto-wasm';
import { type Bytes, fromBase64, notebookSecretName, randomBytes, toBase64Url } from '@sprechzimmer/protocol';
import { type CryptoCallbacks, decodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { deviceOf, followDevices, refreshKeys } from './identity.ts';
import type { OpenClient } from './open-client.ts';

/** The text is not the recovery key of this account. */
export class WrongRecoveryKey extends Error {
  constructor() {
    super('this is not the recovery key of this account');
    this.name = 'WrongRecoveryKey';
  }
}

/**
 * - `none`: the account has no cross-signing identity.
 * - `locked`: it has one, and this device is not part of it.
 * - `ready`: this device holds the private keys and is signed.
 */
export type KeyState = 'none' | 'locked' | 'ready';

/** Holds the secret storage key in memory between the moment it is typed and the end of the page. */
export interface SecretKeyHolder {
  readonly callbacks: CryptoCallbacks;
  hold(key: Uint8Array): void;
}

const crossSigningSecrets = [
  'm.cross_signing.master',
  'm.cross_signing.self_signing',
  'm.cross_signing.user_signing',
] as const;

export function secretKeyHolder(): SecretKeyHolder {
  let held: Uint8Array<ArrayBuffer> | undefined;
  const hold = (key: Uint8Array) => {
    held = new Uint8Array(key);
  };
  return {
    hold,
    callbacks: {
      getSecretStorageKey: async ({ keys }) => {
        const [keyId] = Object.keys(keys);
        return held && keyId !== undefined ? [keyId, held] : null;
      },
      cacheSecretStorageKey: (_keyId, _info, key) => hold(key),
    },
  };
}

/** Asks the homeserver, so that a new device never mistakes a known account for a new one. */
export async function readKeyState(open: OpenClient): Promise<KeyState> {
  await followDevices(open, open.userId);
  const identity = await open.machine.getIdentity(new RustUserId(open.userId));
  if (!identity) return 'none';
  const trusted = identity.isVerified();
  identity.free();
  const keys = await open.machine.crossSigningStatus();
  const complete = keys.hasMaster && keys.hasSelfSigning && keys.hasUserSigning;
  const own = await deviceOf(open, open.userId, open.deviceId);
  return trusted && complete && own?.ownerSigned ? 'ready' : 'locked';
}

/** The only way to the clinician's keys from another device. */
export interface RecoveryKey {
  /** As it is shown and typed. */
  readonly text: string;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** The kept one, or a new one. */
export async function recoveryKeyFrom(open: OpenClient, kept: string | undefined): Promise<RecoveryKey> {
  if (kept !== undefined) return { text: kept, bytes: decode(kept) };
  const made = await open.crypto.createRecoveryKeyFromPassphrase();
  if (!made.encodedPrivateKey) throw new Error('the crypto of this page made no recovery key');
  return { text: made.encodedPrivateKey, bytes: new Uint8Array(made.privateKey) };
}

/**
 * Makes the cross-signing identity, secret storage and key backup. No password is asked for the first time (MSC3967).
 * May be repeated with the same recovery key after a failure.
 */
export async function setUpKeys(
  open: OpenClient,
  holder: SecretKeyHolder,
  recovery: RecoveryKey,
): Promise<void> {
  holder.hold(recovery.bytes);
  await open.crypto.bootstrapCrossSigning({
    setupNewCrossSigning: (await readKeyState(open)) === 'none',
    authUploadDeviceSigningKeys: async (upload) => {
      await upload(null);
    },
  });
  await open.crypto.bootstrapSecretStorage({
    createSecretStorageKey: async () => ({
      privateKey: recovery.bytes,
      encodedPrivateKey: recovery.text,
    }),
    setupNewSecretStorage: true,
    setupNewKeyBackup: true,
  });
}

/**
 * Brings an existing identity to this device and signs the device with it.
 * @throws WrongRecoveryKey also when the account keeps its identity elsewhere than under a recovery key
 */
export async function unlockKeys(
  open: OpenClient,
  holder: SecretKeyHolder,
  recoveryKey: string,
): Promise<void> {
  const key = decode(recoveryKey);
  const storage = open.client.secretStorage;
  const stored = await storage.getKey();
  if (!stored || !(await storage.checkKey(key, stored[1]))) throw new WrongRecoveryKey();
  for (const name of crossSigningSecrets) {
    // Without all three the SDK would make a new identity instead of bringing the old one.
    const under = await storage.isStored(name);
    if (!under || !(stored[0] in under)) throw new WrongRecoveryKey();
  }
  holder.hold(key);
  await open.crypto.bootstrapCrossSigning({});
  // The signature this device has just got is not in our store before the homeserver is asked for it.
  await refreshKeys(open, open.userId);
  if ((await readKeyState(open)) !== 'ready') throw new WrongRecoveryKey();
  // Without a backup the desk still works; older notebook entries are then read from the room as far as keys arrive.
  await open.crypto.loadSessionBackupPrivateKeyFromSecretStorage().catch(() => undefined);
  await open.crypto.checkKeyBackupAndEnable();
}

/** The key that authenticates the notebook; made when there is none yet. Secret storage must be unlocked. */
export async function notebookKeyFromSecrets(open: OpenClient): Promise<Bytes> {
  const secrets = open.client.secretStorage;
  const stored = await secrets.get(notebookSecretName);
  if (stored !== undefined) return fromBase64(stored);
  const made = randomBytes(32);
  await secrets.store(notebookSecretName, toBase64Url(made));
  return made;
}

function decode(recoveryKey: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(decodeRecoveryKey(recoveryKey.trim()));
  } catch {
    throw new WrongRecoveryKey();
  }
}
