/** Builds the pages when they are missing or older than their sources. */

import { createHash } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { runCommand } from './command.ts';
import { lock } from './lock.ts';
import { projectDir, projectPaths } from './paths.ts';
import { fileTrouble, troubles } from './trouble.ts';

/** Safe to call from several processes at once. @throws Trouble when the build fails */
export async function ensureClient(log: (line: string) => void): Promise<void> {
  const wanted = await hashOfSources();
  if (await isBuilt(wanted)) return;
  try {
    await mkdir(projectPaths.cache, { recursive: true });
  } catch (error) {
    throw fileTrouble(projectPaths.cache, error);
  }
  const held = await lock(join(projectPaths.cache, 'client-build.lock'), () =>
    log('Another process is building the pages; waiting for it'),
  );
  try {
    if (await isBuilt(wanted)) return;
    log('Building the pages');
    const vite = join(projectDir, 'node_modules', 'vite', 'bin', 'vite.js');
    const { code, tail } = await runCommand(
      process.execPath,
      [vite, 'build', 'client', '--logLevel', 'warn'],
      {
        cwd: projectDir,
      },
    );
    if (code !== 0) throw troubles.clientDidNotBuild(tail.filter((line) => !/^\s+at /.test(line)).slice(-12));
    await writeFile(stamp, wanted);
  } finally {
    held.release();
  }
}

const stamp = join(projectPaths.cache, 'client-build.sha256');

async function isBuilt(wanted: string): Promise<boolean> {
  if (!existsSync(join(projectPaths.clientDist, 'index.html'))) return false;
  return (await readFile(stamp, 'utf8').catch(() => '')) === wanted;
}

/** Over names and contents of everything the build reads. */
async function hashOfSources(): Promise<string> {
  const files = [
    ...(await filesBelow(projectPaths.client)),
    ...(await filesBelow(join(projectDir, 'protocol', 'src'))),
    join(projectDir, 'package-lock.json'),
    join(projectDir, 'tsconfig.json'),
  ];
  const hash = createHash('sha256');
  for (const file of files.sort()) {
    const content = createHash('sha256')
      .update(await readFile(file))
      .digest('hex');
    hash.update(`${relative(projectDir, file)} ${content}\n`);
  }
  return hash.digest('hex');
}

async function filesBelow(dir: string): Promise<readonly string[]> {
  const entries = await readdir(dir, { withFileTypes: true });
  const found = await Promise.all(
    entries.map((entry): Promise<readonly string[]> | readonly string[] => {
      const path = join(dir, entry.name);
      if (entry.isDirectory()) return notBuilt.has(entry.name) ? [] : filesBelow(path);
      return entry.isFile() && !entry.name.endsWith('.test.ts') ? [path] : [];
    }),
  );
  return found.flat();
}

const notBuilt = new Set(['dist', 'node_modules', 'preview']);
