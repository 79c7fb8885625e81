/** Setting up keys that was begun before, on a page that died: what stands on the homeserver may be of two identities. */

import { beforeEach, expect, test, vi } from 'vitest';
import type { OpenClient } from './open-client.ts';
import { type RecoveryKey, secretKeyHolder, setUpKeys } from './secret-storage.ts';

const world = vi.hoisted(() => ({ holdsIdentity: false, did: [] as string[] }));

vi.mock('./identity.ts', () => ({
  followDevices: async () => undefined,
  refreshKeys: async () => undefined,
  masterKeyOf: async () => undefined,
  deviceOf: async () => ({ ownerSigned: true }),
}));

const open = {
  userId: '@dr:practice.test',
  deviceId: 'DESK',
  machine: {
    getIdentity: async () =>
      world.holdsIdentity ? { isVerified: () => true, free: () => undefined } : undefined,
    crossSigningStatus: async () => ({ hasMaster: true, hasSelfSigning: true, hasUserSigning: true }),
  },
  crypto: {
    // Reads what is kept under the key of whoever had these keys before.
    bootstrapCrossSigning: async ({ setupNewCrossSigning }: { setupNewCrossSigning: boolean }) => {
      if (!setupNewCrossSigning) throw new Error('bad MAC');
      world.did.push('identity made');
    },
    crossSignDevice: async (device: string) => void world.did.push(`${device} signed`),
    bootstrapSecretStorage: async () => void world.did.push('storage made'),
    getSessionBackupPrivateKey: async () => null,
    getActiveSessionBackupVersion: async () => null,
  },
} as unknown as OpenClient;

const recovery = (): RecoveryKey => ({ text: 'EsT', bytes: new Uint8Array(32).fill(7) });

beforeEach(() => {
  world.did = [];
});

test('an account without keys gets an identity, then a storage for it', async () => {
  world.holdsIdentity = false;
  await setUpKeys(open, secretKeyHolder(), recovery());
  expect(world.did).toEqual(['identity made', 'storage made']);
});

test('where the new identity is there and the storage is still the former one’s, the desk opens all the same', async () => {
  world.holdsIdentity = true;
  await setUpKeys(open, secretKeyHolder(), recovery());
  expect(world.did).toEqual(['DESK signed', 'storage made']);
});
