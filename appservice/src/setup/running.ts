/**
 * `running.json`: what a running practice has noted about itself, above all the code it was started with. Code that is
 * replaced on disk (an update) is not in force before the next start; `doctor` tells the two apart by this note.
 */

import { createHash } from 'node:crypto';
import { readdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import * as v from 'valibot';
import { type DataPaths, projectDir } from './paths.ts';
import { writePrivately } from './private-file.ts';

const RunningNoteSchema = v.object({
  version: v.literal(1),
  /** Of the supervisor. */
  pid: v.pipe(v.number(), v.integer()),
  startedMs: v.pipe(v.number(), v.integer()),
  /** SHA-256 over each, as of the start. */
  code: v.object({ appservice: v.string(), steward: v.string() }),
});
export type RunningNote = v.InferOutput<typeof RunningNoteSchema>;

export async function noteRunning(paths: DataPaths): Promise<void> {
  const note: RunningNote = {
    version: 1,
    pid: process.pid,
    startedMs: Date.now(),
    code: await codeOnDisk(),
  };
  await writePrivately(fileIn(paths), `${JSON.stringify(note)}\n`);
}

export async function forgetRunning(paths: DataPaths): Promise<void> {
  await rm(fileIn(paths), { force: true });
}

/** Undefined where there is none; one that was left behind by a practice that was killed is there still. */
export async function readRunning(paths: DataPaths): Promise<RunningNote | undefined> {
  try {
    return v.parse(RunningNoteSchema, JSON.parse(await readFile(fileIn(paths), 'utf8')));
  } catch {
    return undefined;
  }
}

/** Of what runs on the server, as it lies on disk now. */
export async function codeOnDisk(): Promise<RunningNote['code']> {
  const appservice = [join(projectDir, 'appservice', 'src'), join(projectDir, 'protocol', 'src')];
  const [ours, steward] = await Promise.all([
    hashOf(appservice, /(?<!test)\.ts$/),
    hashOf([join(projectDir, 'synapse-config', 'steward', 'sprechzimmer_steward')], /\.py$/),
  ]);
  return { appservice: ours, steward };
}

function fileIn({ dir }: DataPaths): string {
  return join(dir, 'running.json');
}

async function hashOf(folders: readonly string[], kind: RegExp): Promise<string> {
  const files: string[] = [];
  for (const folder of folders)
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true }))
      if (entry.isFile() && kind.test(entry.name)) files.push(join(entry.parentPath, entry.name));
  const hash = createHash('sha256');
  for (const file of files.sort())
    hash
      .update(`${relative(projectDir, file)}\0`)
      .update(await readFile(file))
      .update('\0');
  return hash.digest('hex');
}
