/** The clinician's room keys in the server-side backup, encrypted: how a further device reads the notebook. */

import type { OpenClient } from './open-client.ts';

const roundsAtMost = 10;

/**
 * Uploads what has not been uploaded yet, at once. The SDK does it too, up to ten seconds later: by then the tab may be
 * closed, and what it wrote could be read nowhere else. A failure is left to the SDK.
 */
export async function backUpKeys(open: OpenClient): Promise<void> {
  for (let round = 0; round < roundsAtMost; round += 1) {
    const request = await open.machine.backupRoomKeys();
    if (!request) return;
    await open.send(request);
  }
}

/** Brings everything from the backup. @returns whether there was a backup to read */
export async function restoreKeys(open: OpenClient): Promise<boolean> {
  try {
    await open.crypto.restoreKeyBackup();
    return true;
  } catch {
    return false;
  }
}
