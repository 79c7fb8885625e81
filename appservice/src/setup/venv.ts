/** The Python environment of the homeserver: made once from the pinned list, found again in milliseconds. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './command.ts';
import { lock } from './lock.ts';
import { projectPaths } from './paths.ts';
import { findPython, isolated } from './python.ts';
import { fileTrouble, troubles } from './trouble.ts';

export interface VenvOptions {
  /** Progress, for a person. */
  readonly log: (line: string) => void;
  /** Also what the steward’s own tests need. */
  readonly tests?: boolean;
}

export interface Venv {
  /** The environment’s interpreter. */
  readonly python: string;
}

/**
 * Safe to call from several processes at once: one makes it, the others wait.
 * @throws Trouble when Python is missing or too old, or the packages cannot be fetched
 */
export function ensureVenv({ log, tests = false }: VenvOptions): Promise<Venv> {
  const { cache, requirements, testRequirements } = projectPaths;
  return ensureVenvIn(cache, tests ? { requirements, testRequirements } : { requirements }, log);
}

/** The lists of `pip`, each with the hash of every package. */
export interface PackageLists {
  readonly requirements: string;
  readonly testRequirements?: string;
  /** What `requirements` is, for a person. */
  readonly what?: string;
}

/** The same in any folder, from any lists. */
export async function ensureVenvIn(
  cache: string,
  { requirements, testRequirements, what = 'the Synapse homeserver' }: PackageLists,
  log: VenvOptions['log'],
): Promise<Venv> {
  const dir = join(cache, 'venv');
  const python = join(dir, 'bin', 'python');
  const runtime = {
    file: requirements,
    stamp: join(dir, 'sprechzimmer-runtime.sha256'),
    what,
  };
  const lists: readonly List[] =
    testRequirements === undefined
      ? [runtime]
      : [
          runtime,
          {
            file: testRequirements,
            stamp: join(dir, 'sprechzimmer-tests.sha256'),
            what: 'the tools of the Python tests',
          },
        ];
  if (await isCurrent(lists, python)) return { python };

  try {
    await mkdir(cache, { recursive: true });
  } catch (error) {
    throw fileTrouble(cache, error);
  }
  const held = await lock(join(cache, 'venv.lock'), () =>
    log('Another process is making the Python environment; waiting for it'),
  );
  try {
    if (!(await isCurrent([runtime], python))) await makeVenv(dir, log);
    for (const list of lists) if (!(await isCurrent([list], python))) await install(list, python, log);
    return { python };
  } finally {
    held.release();
  }
}

interface List {
  readonly file: string;
  /** Holds the hash of the list once everything on it is installed. */
  readonly stamp: string;
  readonly what: string;
}

async function isCurrent(lists: readonly List[], python: string): Promise<boolean> {
  if (!existsSync(python)) return false;
  for (const { file, stamp } of lists) {
    const wanted = await hashOf(file);
    const have = await readFile(stamp, 'utf8').catch(() => '');
    if (have.trim() !== wanted) return false;
  }
  return true;
}

async function hashOf(file: string): Promise<string> {
  return createHash('sha256')
    .update(await readFile(file))
    .digest('hex');
}

async function makeVenv(dir: string, log: VenvOptions['log']): Promise<void> {
  const { program, version } = await findPython();
  log(`Making a Python ${version} environment in .cache/venv`);
  await rm(dir, { recursive: true, force: true });
  const made = await runCommand(program, [isolated, '-m', 'venv', dir]);
  if (made.code !== 0) {
    if (made.tail.some((line) => /ensurepip/.test(line))) throw troubles.noVenvModule(version);
    throw troubles.pipFailed(made.tail);
  }
}

async function install(list: List, python: string, log: VenvOptions['log']): Promise<void> {
  log(`Fetching ${list.what} (once; a minute or two)`);
  let fetched = 0;
  const { code, tail } = await runCommand(
    python,
    [
      isolated,
      '-m',
      'pip',
      'install',
      '--no-input',
      '--disable-pip-version-check',
      '--progress-bar',
      'off',
      '--retries',
      '2',
      '-r',
      list.file,
    ],
    {
      onLine: (line) => {
        const name = /^Collecting ([\w.-]+)/.exec(line)?.[1];
        if (name !== undefined) fetched += 1;
        if (name !== undefined && fetched % 15 === 0) log(`  ${fetched} packages so far, now ${name}`);
        if (line.startsWith('Installing collected packages')) log(`  Installing ${fetched} packages`);
      },
    },
  );
  if (code !== 0) {
    if (tail.some((line) => unreachable.test(line))) throw troubles.noNetworkForPython();
    throw troubles.pipFailed(tail.slice(-10));
  }
  await writeFile(list.stamp, await hashOf(list.file));
}

const unreachable =
  /NewConnectionError|Temporary failure in name resolution|Name or service not known|Network is unreachable|Max retries exceeded|ConnectTimeoutError|Connection refused|nodename nor servname/;
