/** The build of the client, twice, in two places: what a stranger needs to compare a practice with the sources. */

import { execFile, spawnSync } from 'node:child_process';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { buildManifestPath, readBuildManifest } from '@sprechzimmer/protocol';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { billOfMaterialsPath } from '../client/build/bill-of-materials.ts';
import { billPage } from '../client/build/bill-page.ts';
import { manifestOf } from '../client/build/manifest-of.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const run = promisify(execFile);
const sources = [
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'client',
  'protocol',
  'appservice/stubs',
];

let folder: string;
let dist: string;
let otherDist: string;

beforeAll(async () => {
  await mkdir(join(root, '.cache'), { recursive: true });
  // In the project: on its own file system the packages need not be copied.
  folder = await mkdtemp(join(root, '.cache', 'reproducible-'));
  const first = join(folder, 'one');
  await copyProject(root, first);
  const second = join(folder, 'quite', 'another', 'Ort mit Umlaut ä');
  await copyProject(first, second);
  dist = await build(first, { TZ: 'UTC', LANG: 'C', NODE_ENV: 'production' });
  otherDist = await build(second, {
    TZ: 'Pacific/Auckland',
    LANG: 'de_DE.UTF-8',
    USER: 'somebody-else',
    NODE_ENV: 'development',
    VITE_SOMETHING: 'else',
  });
});

afterAll(() => rm(folder, { recursive: true, force: true }));

describe('the build of the client', () => {
  it('gives the same bytes in another folder: an auditor’s own build can be compared', async () => {
    expect(await manifestOf(otherDist)).toEqual(await manifestOf(dist));
    expect(await readFile(join(otherDist, buildManifestPath))).toEqual(
      await readFile(join(dist, buildManifestPath)),
    );
  });

  it('publishes the hash of every file a browser can be given, and of nothing else', async () => {
    const published = readBuildManifest(await readFile(join(dist, buildManifestPath), 'utf8'));
    expect(published).toEqual(await manifestOf(dist));
    const files = (await readdir(dist, { recursive: true, withFileTypes: true }))
      .filter((entry) => entry.isFile() && !/\.(?:br|gz)$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name).slice(dist.length + 1))
      .filter((path) => path !== buildManifestPath);
    expect([...(published?.keys() ?? [])].sort()).toEqual(files.sort());
    expect(files).toContain('j/index.html');
    expect(files.filter((path) => path.endsWith('.wasm'))).toHaveLength(1);
  });

  it('says nothing of where and when it was made', async () => {
    for (const path of (await manifestOf(dist)).keys()) {
      const content = await readFile(join(dist, path), 'latin1');
      expect(content.includes(folder), path).toBe(false);
    }
  });

  it('lists what of others is inside; the page about it is up to date', async () => {
    const bill = await readFile(join(dist, billOfMaterialsPath), 'utf8');
    await expect(billPage(bill)).toMatchFileSnapshot(join(root, 'docs/reference/bill-of-materials.md'));
  });

  it('has the notice of every licence it owes one to', async () => {
    const notices = await readFile(join(dist, 'build/licences.txt'), 'utf8');
    const bill: unknown = JSON.parse(await readFile(join(dist, billOfMaterialsPath), 'utf8'));
    expect(bill).toHaveProperty('components.length');
    for (const name of ['matrix-js-sdk', '@matrix-org/matrix-sdk-crypto-wasm', 'preact', 'valibot'])
      expect(notices).toContain(`## ${name} - `);
  });
});

async function copyProject(from: string, to: string): Promise<void> {
  await mkdir(to, { recursive: true });
  const dropped = (path: string) => /\/(?:dist|node_modules|\.vite)$/.test(path);
  for (const part of sources)
    await cp(join(from, part), join(to, part), { recursive: true, filter: (path) => !dropped(path) });
  // Compressed forms are kept by content, and are not what is compared.
  await mkdir(join(root, '.cache/compressed'), { recursive: true });
  await mkdir(join(to, '.cache'));
  await symlink(join(root, '.cache/compressed'), join(to, '.cache/compressed'));
  const linked = spawnSync('cp', ['-al', join(from, 'node_modules'), join(to, 'node_modules')]);
  if (linked.status !== 0)
    await cp(join(from, 'node_modules'), join(to, 'node_modules'), { recursive: true });
}

/** @returns the folder it built into */
async function build(project: string, env: Record<string, string>): Promise<string> {
  const vite = join(project, 'node_modules/vite/bin/vite.js');
  await run(process.execPath, [vite, 'build', 'client', '--logLevel', 'warn'], {
    cwd: project,
    env: { ...process.env, ...env },
  });
  return join(project, 'client/dist');
}
