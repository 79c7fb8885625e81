/** Files and folders for their owner only, written whole or not at all. */

import { chmod, mkdir, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';
import { fileTrouble, troubles } from './trouble.ts';

/** @throws Trouble when the folder cannot be made, or others could put their own files in the place of ours */
export async function makePrivateDir(dir: string): Promise<void> {
  const mode = await mkdir(dir, { recursive: true, mode: 0o700 })
    .then(async () => (await stat(dir)).mode)
    .catch((error: unknown) => Promise.reject(fileTrouble(dir, error)));
  if ((mode & writableByOthers) !== 0) throw troubles.folderOpenToOthers(dir);
}

const writableByOthers = 0o022;

/** Writes beside the file and renames: a crash leaves the old content or the new one. Mode 0600. @throws Trouble */
export async function writePrivately(file: string, content: string): Promise<void> {
  const fresh = `${file}.${process.pid}.new`;
  try {
    const handle = await open(fresh, 'w', 0o600);
    try {
      await handle.writeFile(content);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(fresh, file);
  } catch (error) {
    await rm(fresh, { force: true }).catch(() => undefined);
    throw fileTrouble(dirname(file), error);
  }
}

/** Like `writePrivately`, and leaves a file alone that already says this. */
export async function writeIfChanged(file: string, content: string): Promise<void> {
  const present = await readFile(file, 'utf8').catch(() => undefined);
  if (present === content) await chmod(file, 0o600).catch(() => undefined);
  else await writePrivately(file, content);
}
