/**
 * After another device of the account has recognised this one: it signs this device and sends the private keys
 * (`m.secret.send`, client-server specification, *Secrets*). The crypto asks for them by itself.
 */

import { refreshKeys } from './identity.ts';
import type { OpenClient } from './open-client.ts';
import { readKeyState } from './secret-storage.ts';
import { waitFor } from './wait-for.ts';

/** The other device recognised this one and sent no keys: closed too early, or a client that does not hold them. */
export class KeysNotSent extends Error {
  constructor() {
    super('the other device has not sent the keys');
    this.name = 'KeysNotSent';
  }
}

/** How long the other device may take. `backupMs`: beyond the rest, for the key of the backup. */
export interface Patience {
  readonly keysMs: number;
  readonly backupMs: number;
}

/**
 * Resolves when this device holds the keys, is signed, and has joined the account's key backup if there is one it was
 * given the key of.
 * @throws KeysNotSent
 */
export async function receiveKeys(
  open: OpenClient,
  patience: Patience = { keysMs: 30_000, backupMs: 10_000 },
): Promise<void> {
  // The signature was made by the other device: nobody says that it is there before we ask.
  await refreshKeys(open, open.userId);
  await waitFor(
    open.client,
    async () => ((await readKeyState(open)) === 'ready' ? true : undefined),
    AbortSignal.timeout(patience.keysMs),
  ).catch(() => {
    throw new KeysNotSent();
  });
  if (!(await open.crypto.getKeyBackupInfo())) return;
  // Without it the desk works too; older entries of the notebook then stay closed here.
  await waitFor(
    open.client,
    async () => {
      const key = await open.crypto.getSessionBackupPrivateKey();
      key?.fill(0);
      return key ? true : undefined;
    },
    AbortSignal.timeout(patience.backupMs),
  ).catch(() => undefined);
  await open.crypto.checkKeyBackupAndEnable();
}
