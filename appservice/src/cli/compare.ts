/** `compare`: does a running practice deliver the client that was built here? */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type BuildManifest, buildManifestPath, readBuildManifest } from '@sprechzimmer/protocol';
import {
  type Comparison,
  compareInstallation,
  type Difference,
  NotReachable,
} from '../compare/compare-installation.ts';
import { ensureClient } from '../setup/client-build.ts';
import { projectPaths } from '../setup/paths.ts';
import { type ExitCode, exitCodes, troubles } from '../setup/trouble.ts';
import { type Options, usage } from './command-line.ts';
import { tell } from './tell.ts';

/** @param address as typed; a path behind the origin is a mistake worth saying, not one worth ignoring */
export async function compare(address: string, options: Options): Promise<ExitCode> {
  const origin = originOf(address);
  const build = await readManifest(options.manifest ?? (await ownManifest()));
  const comparison = await compareInstallation(origin, build).catch((error: unknown) => {
    if (error instanceof NotReachable) throw troubles.notReachable(origin);
    throw error;
  });
  const same = comparison.differences.length === 0;
  const { filesCompared, differences } = comparison;
  tell('compare', options, {
    text: report(origin, comparison),
    json: { ok: same, address: origin, filesCompared, differences: [...differences] },
  });
  return same ? exitCodes.done : exitCodes.differs;
}

function originOf(address: string): string {
  const url = URL.canParse(address) ? new URL(address) : undefined;
  if (!url || !/^https?:$/.test(url.protocol) || url.pathname !== '/' || url.search !== '' || url.hash !== '')
    throw usage(
      `${address} is no address of a practice; it looks like https://praxis.example.org.`,
      'compare',
    );
  return url.origin;
}

async function ownManifest(): Promise<string> {
  // On the error stream: what is asked for stands alone on the other one.
  await ensureClient((line) => console.error(line));
  return join(projectPaths.clientDist, buildManifestPath);
}

async function readManifest(file: string): Promise<BuildManifest> {
  const text = await readFile(file, 'utf8').catch(() => '');
  const manifest = readBuildManifest(text);
  if (!manifest) throw troubles.noManifest(file);
  return manifest;
}

function report(origin: string, { filesCompared, differences }: Comparison): string {
  if (differences.length === 0) return `All ${filesCompared} files of ${origin} are those of this build.`;
  const count = differences.length === 1 ? 'is one difference' : `are ${differences.length} differences`;
  return [
    `${origin} does not deliver this build; there ${count}:`,
    '',
    ...differences.map((difference) => `  ${sentence(difference)}`),
    '',
    'If most files differ, the practice may run another version: compare with a build of that one.',
  ].join('\n');
}

function sentence(difference: Difference): string {
  switch (difference.kind) {
    case 'changed':
      return `${difference.path} has other content.`;
    case 'missing':
      return `${difference.path} is not there (answer ${difference.status}).`;
    case 'added':
      return `${difference.path} is not part of this build.`;
    case 'policy':
      return `${difference.path} comes without the content security policy of this version.`;
    case 'no-manifest':
      return `${buildManifestPath} is not there, or is no list of files.`;
  }
}
