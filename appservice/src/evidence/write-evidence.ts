/** Writes evidence into a folder of its own, for its owner to hand on. */

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { exitCodes, Trouble } from '../setup/trouble.ts';
import type { Evidence } from './evidence.ts';

/** @throws Trouble when there is something of that name already: two states must not be mixed */
export async function writeEvidence(folder: string, evidence: Evidence): Promise<void> {
  await mkdir(dirname(folder), { recursive: true });
  await mkdir(folder, { mode: 0o700 }).catch((error: unknown) => {
    const code = error instanceof Error && 'code' in error ? error.code : undefined;
    if (code !== 'EEXIST') throw error;
    throw new Trouble(
      exitCodes.usage,
      `${folder} is there already. Name another folder with --out, or remove that one.`,
    );
  });
  for (const [path, content] of evidence) {
    const file = join(folder, path);
    await mkdir(dirname(file), { recursive: true, mode: 0o700 });
    await writeFile(file, content, { flag: 'wx', mode: 0o600 });
  }
}
