/** Once for each run of the attacks: both clients. The real one is served as it is built for everybody. */

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestProject } from 'vitest/node';
import { ensureClient } from '../../../appservice/src/setup/client-build.ts';
import { allDefences } from './all.ts';
import { buildWeakenedClient, fittingDefences } from './weakened-client.ts';

declare module 'vitest' {
  interface ProvidedContext {
    /** Folder of the client for the controls. */
    weakenedClient: string;
    /** Names of the defences that can be out in it. */
    removableDefences: readonly string[];
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const dir = await mkdtemp(join(tmpdir(), 'sprechzimmer-weakened-'));
  const remove = () => rm(dir, { recursive: true, force: true });
  const defences = fittingDefences(await allDefences());
  try {
    await ensureClient(() => undefined);
    await buildWeakenedClient(dir, defences);
  } catch (error) {
    await remove();
    throw error;
  }
  project.provide('weakenedClient', dir);
  project.provide(
    'removableDefences',
    defences.map(({ name }) => name),
  );
  return remove;
}
