/** Starts the homeserver and waits until it answers. */

import { setTimeout as pause } from 'node:timers/promises';
import { plainEnvironment } from './environment.ts';
import { type Part, startPart } from './part.ts';
import { type DataPaths, projectPaths } from './paths.ts';
import { troubles } from './trouble.ts';

export interface HomeserverOptions {
  readonly python: string;
  readonly paths: DataPaths;
  readonly port: number;
  /** Configuration files; a later one wins over an earlier one. */
  readonly configFiles: readonly string[];
}

export interface RunningHomeserver extends Part {
  readonly url: string;
}

/**
 * Resolves when the homeserver serves requests.
 * @throws Trouble when it ends before that, or takes longer than a minute and a half
 */
export async function startHomeserver(options: HomeserverOptions): Promise<RunningHomeserver> {
  const { python, paths, port, configFiles } = options;
  const url = `http://127.0.0.1:${port}`;
  const part = startPart({
    program: python,
    args: [projectPaths.homeserverLauncher, ...configFiles.flatMap((file) => ['-c', file])],
    env: plainEnvironment({ PYTHONPATH: projectPaths.steward, PYTHONUNBUFFERED: '1' }),
    logFile: paths.homeserverOutput,
    lifeline: 'stdin',
  });
  const enough = new AbortController();
  const outcome = await Promise.race([answers(`${url}/health`, enough.signal), part.ended]);
  enough.abort();
  if (outcome === 'answers') return { ...part, url };
  if (outcome === 'silent') {
    await part.stop();
    throw troubles.homeserverSlow(patienceMs / 1000, paths.homeserverLog);
  }
  throw troubles.homeserverDied(outcome.tail, paths.homeserverOutput);
}

async function answers(url: string, enough: AbortSignal): Promise<'answers' | 'silent'> {
  const giveUp = performance.now() + patienceMs;
  while (performance.now() < giveUp && !enough.aborted) {
    const answer = await fetch(url, { signal: AbortSignal.timeout(2000) }).catch(() => undefined);
    await answer?.body?.cancel();
    if (answer?.ok) return 'answers';
    await pause(50);
  }
  return 'silent';
}

const patienceMs = 90_000;
