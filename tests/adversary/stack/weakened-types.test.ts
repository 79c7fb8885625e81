import { execFile } from 'node:child_process';
import { cp, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Defence } from '../attack.ts';
import { allDefences, sourceOf } from './all.ts';
import { weakenSource } from './weakened-client.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
/** The client's sources, to be weakened. */
let copy: string;

beforeEach(async () => {
  copy = await mkdtemp(join(tmpdir(), 'sprechzimmer-weakened-types-'));
  await cp(join(root, 'client/src'), join(copy, 'client/src'), { recursive: true });
  for (const file of ['package.json', 'client/package.json']) await cp(join(root, file), join(copy, file));
  await symlink(join(root, 'node_modules'), join(copy, 'node_modules'));
});
afterEach(() => rm(copy, { recursive: true, force: true }));

describe('what stands in the place of a defence does not fail for a reason of its own', () => {
  it('as it is', async () => {
    expect(await typeFaults(await allDefences())).toEqual([]);
  });

  it('with a name that is not there any more, and that is said', async () => {
    const file = 'client/src/call/sequence.ts';
    const edit = { file, find: 'return false;', replace: "return defenceOut('it') && gone(seq);" };
    expect(await typeFaults([{ name: 'it', edits: [edit] }])).toEqual([
      expect.stringContaining("Cannot find name 'gone'"),
    ]);
  });
});

/** What the compiler says of the client with these defences made removable, a line each. */
async function typeFaults(defences: readonly Defence[]): Promise<readonly string[]> {
  const files = new Set(defences.flatMap(({ edits }) => edits.map(({ file }) => file)));
  for (const file of files) await writeFile(join(copy, file), weakenSource(file, sourceOf(file), defences));
  await writeFile(join(copy, 'out.d.ts'), 'declare var defencesOut: readonly string[] | undefined;\n');
  const settings = {
    extends: join(root, 'tsconfig.json'),
    // What is out leaves behind what nothing else used.
    compilerOptions: { noUnusedLocals: false, noUnusedParameters: false },
    include: ['client/src', 'out.d.ts'],
    exclude: ['**/*.test.*', '**/testing'],
  };
  await writeFile(join(copy, 'tsconfig.json'), JSON.stringify(settings));
  return promisify(execFile)(join(root, 'node_modules/.bin/tsc'), ['-p', '.', '--pretty', 'false'], {
    cwd: copy,
  }).then(
    () => [],
    (error: { stdout?: string }) => error.stdout?.split('\n').filter(Boolean) ?? [String(error)],
  );
}
