/** Every declared attack and defence: whatever lies in `attacks/` and `defences/`, so that no list can forget one. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { AttackGroup, Defence } from '../attack.ts';
import { isObject } from './json.ts';

const root = fileURLToPath(new URL('../../..', import.meta.url));
const here = join(root, 'tests/adversary');

/** By the name of the file without its ending. */
export async function allAttacks(): Promise<ReadonlyMap<string, AttackGroup>> {
  const groups = new Map<string, AttackGroup>();
  for (const { name, exported } of await exportsOf('attacks')) {
    const found = exported.filter(isGroup);
    const [group] = found;
    if (!group || found.length > 1) throw new Error(`attacks/${name}.ts exports no attack group, or several`);
    groups.set(name, group);
  }
  return groups;
}

/** @throws Error when two have the same name */
export async function allDefences(): Promise<readonly Defence[]> {
  const files = await exportsOf('defences');
  const defences = files.flatMap(({ exported }) =>
    exported.flatMap((one) => (isObject(one) ? Object.values(one).filter(isDefence) : [])),
  );
  const names = defences.map(({ name }) => name);
  const twice = names.find((name, index) => names.indexOf(name) !== index);
  if (twice !== undefined) throw new Error(`two defences are called “${twice}”`);
  return defences;
}

/** Keys of the attacks that the tests of a group carry out: `attackTest(<group>.attacks.<key>, …` in its test files. */
export function testedAttacks(group: string): readonly string[] {
  return readdirSync(here)
    .filter((name) => name.endsWith('.test.ts') && name.startsWith(group))
    .flatMap((name) => [
      ...readFileSync(join(here, name), 'utf8').matchAll(
        /\battack(?:Test|OnPaper)\(\s*\w+\.attacks\.(\w+)\s*,/g,
      ),
    ])
    .map(([, key = '']) => key);
}

/** What a source file of the project says. */
export function sourceOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

async function exportsOf(folder: string): Promise<readonly { name: string; exported: readonly unknown[] }[]> {
  const names = readdirSync(join(here, folder)).filter((name) => name.endsWith('.ts'));
  return Promise.all(
    names.sort().map(async (file) => {
      const module: unknown = await import(join(here, folder, file));
      return { name: file.replace(/\.ts$/, ''), exported: isModule(module) ? Object.values(module) : [] };
    }),
  );
}

function isModule(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function isGroup(value: unknown): value is AttackGroup {
  return isObject(value) && typeof value['title'] === 'string' && isObject(value['attacks']);
}

function isDefence(value: unknown): value is Defence {
  return isObject(value) && typeof value['name'] === 'string' && Array.isArray(value['edits']);
}
