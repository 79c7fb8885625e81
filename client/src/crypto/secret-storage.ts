/** The clinician's keys: set up once with a recovery key, unlocked with it on every further device. */

import { UserId as RustUserId } from '@matrix-org/matrix-sdk-crypto-wasm';
import { type Bytes, deriveNotebookKey, fromBase64 } from '@sprechzimmer/protocol';
import { type CryptoCallbacks, decodeRecoveryKey } from 'matrix-js-sdk/lib/crypto-api/index.js';
import { deviceOf, followDevices, masterKeyOf, refreshKeys } from './identity.ts';
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

/** Holds the secret storage key in memory while it is needed, and no longer. */
export interface SecretKeyHolder {
  readonly callbacks: CryptoCallbacks;
  hold(key: Uint8Array): void;
  /** Overwrites what is held. */
  drop(): void;
}

const crossSigningSecrets = [
  'm.cross_signing.master',
  'm.cross_signing.self_signing',
  'm.cross_signing.user_signing',
] as const;

export function secretKeyHolder(): SecretKeyHolder {
  let held: Uint8Array<ArrayBuffer> | undefined;
  const hold = (key: Uint8Array) => {
    if (held === key) return;
    held?.fill(0);
    held = new Uint8Array(key);
  };
  return {
    hold,
    drop() {
      held?.fill(0);
      held = undefined;
    },
    callbacks: {
      getSecretStorageKey: async ({ keys }) => {
        const [keyId] = Object.keys(keys);
        return held && keyId !== undefined ? [keyId, held] : null;
      },
      // It is held already by whoever begins something that needs it.
      cacheSecretStorageKey: () => undefined,
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
 * May be repeated with the same recovery key after a failure. An identity this device already holds is kept.
 */
export async function setUpKeys(
  open: OpenClient,
  holder: SecretKeyHolder,
  recovery: RecoveryKey,
): Promise<void> {
  await holding(holder, recovery.bytes, async () => {
    if ((await readKeyState(open)) === 'none')
      await open.crypto.bootstrapCrossSigning({
        setupNewCrossSigning: true,
        authUploadDeviceSigningKeys: async (upload) => {
          await upload(null);
        },
      });
    // Begun before. The SDK would read the storage there is, which may still be the one of a former identity, under a
    // key that nobody has.
    else await open.crypto.crossSignDevice(open.deviceId);
    await makeSecretStorage(open, recovery, (await holdsBackupKey(open)) ? 'kept-backup' : 'new-backup');
  });
}

/**
 * Secret storage under a new recovery key, with the identity this device holds. The key must be held.
 * @param backup `new-backup` deletes the one there is. `kept-backup` leaves it, and puts its key into the storage where
 *   this device has it
 */
export async function makeSecretStorage(
  open: OpenClient,
  recovery: RecoveryKey,
  backup: 'new-backup' | 'kept-backup',
): Promise<void> {
  await open.crypto.bootstrapSecretStorage({
    createSecretStorageKey: async () => ({
      // A copy: ours is overwritten afterwards.
      privateKey: new Uint8Array(recovery.bytes),
      encodedPrivateKey: recovery.text,
    }),
    setupNewSecretStorage: true,
    setupNewKeyBackup: backup === 'new-backup',
  });
}

/** Whether the recovery key of this account, whoever has it, would open this device. */
export async function hasRecoveryKey(open: OpenClient): Promise<boolean> {
  return (await usableStorage(open)) !== undefined;
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
  const stored = await usableStorage(open);
  if (!stored || !(await open.client.secretStorage.checkKey(key, stored[1]))) throw new WrongRecoveryKey();
  await holding(holder, key, async () => {
    await open.crypto.bootstrapCrossSigning({});
    // The signature this device has just got is not in our store before the homeserver is asked for it.
    await refreshKeys(open, open.userId);
    if ((await readKeyState(open)) !== 'ready') throw new WrongRecoveryKey();
    // Without a backup the desk still works; older notebook entries are then read from the room as far as keys arrive.
    await open.crypto.loadSessionBackupPrivateKeyFromSecretStorage().catch(() => undefined);
    await open.crypto.checkKeyBackupAndEnable();
  });
}

/**
 * The key that authenticates the notebook, from the identity this device holds.
 * @throws when this device does not hold it
 */
export async function notebookKeyOf(open: OpenClient): Promise<Bytes> {
  const masterKey = await masterKeyOf(open, open.userId);
  const held = await open.machine.exportCrossSigningKeys();
  try {
    const seed = held?.masterKey;
    if (!masterKey || seed === undefined)
      throw new Error('this device does not hold the keys of its account');
    return await deriveNotebookKey(fromBase64(seed), masterKey);
  } finally {
    held?.free();
  }
}

/** Runs `work` while the secret storage key is at hand; afterwards no copy of ours is left. */
export async function holding<T>(
  holder: SecretKeyHolder,
  key: Uint8Array,
  work: () => Promise<T>,
): Promise<T> {
  holder.hold(key);
  try {
    return await work();
  } finally {
    holder.drop();
    key.fill(0);
  }
}

async function holdsBackupKey({ crypto }: OpenClient): Promise<boolean> {
  const [key, version] = await Promise.all([
    crypto.getSessionBackupPrivateKey(),
    crypto.getActiveSessionBackupVersion(),
  ]);
  key?.fill(0);
  return key !== null && version !== null;
}

/** Undefined also where one of the three is missing: the SDK would make a new identity instead of bringing the old. */
async function usableStorage(open: OpenClient) {
  const storage = open.client.secretStorage;
  const stored = await storage.getKey();
  if (!stored) return undefined;
  for (const name of crossSigningSecrets) {
    const under = await storage.isStored(name);
    if (!under || !(stored[0] in under)) return undefined;
  }
  return stored;
}

function decode(recoveryKey: string): Uint8Array<ArrayBuffer> {
  try {
    return new Uint8Array(decodeRecoveryKey(recoveryKey.trim()));
  } catch {
    throw new WrongRecoveryKey();
  }
}
