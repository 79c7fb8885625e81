/**
 * One process of a practice tells another that there is something in the database for it. A file in the practice's own
 * folder, which only its owner can write: nothing listens for it on a network. Nothing is lost when nobody notices, it
 * only takes longer.
 */

import { randomUUID } from 'node:crypto';
import { unwatchFile, watchFile } from 'node:fs';
import { writePrivately } from './private-file.ts';

export async function nudge(file: string): Promise<void> {
  await writePrivately(file, `${randomUUID()}\n`);
}

/** Asks the file every half second, which works on every file system there is. Does not keep the process alive. */
export function onNudge(file: string, look: () => void): { stop(): void } {
  watchFile(file, { persistent: false, interval: 500 }, (now, before) => {
    if (now.mtimeMs !== before.mtimeMs || now.ino !== before.ino) look();
  });
  return { stop: () => unwatchFile(file) };
}
