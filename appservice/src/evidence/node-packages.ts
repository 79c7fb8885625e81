/** Every package that the server processes can load, from the lockfile. */

import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import * as v from 'valibot';

const Names = v.optional(v.record(v.string(), v.string()), {});
const Lockfile = v.object({
  packages: v.record(
    v.string(),
    v.object({
      version: v.optional(v.string()),
      license: v.optional(v.string()),
      integrity: v.optional(v.string()),
      link: v.optional(v.boolean()),
      resolved: v.optional(v.string()),
      dependencies: Names,
      optionalDependencies: Names,
    }),
  ),
});

export interface NodePackage {
  readonly name: string;
  readonly version: string;
  readonly licence: string | null;
  readonly integrity: string | null;
}

/** In order of name and version. Follows the resolution of npm: the nearest `node_modules` upwards. */
export async function nodePackages(projectDir: string): Promise<readonly NodePackage[]> {
  const text = await readFile(join(projectDir, 'package-lock.json'), 'utf8');
  const { packages } = v.parse(Lockfile, JSON.parse(text));
  const found = new Set<string>();
  const queue = ['appservice'];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    const entry = packages[path];
    if (entry === undefined || found.has(path)) continue;
    found.add(path);
    if (entry.link === true && entry.resolved !== undefined) queue.push(entry.resolved);
    for (const name of Object.keys({ ...entry.dependencies, ...entry.optionalDependencies })) {
      const place = placeOf(name, path, (candidate) => candidate in packages);
      if (place !== undefined) queue.push(place);
    }
  }
  return [...found]
    .filter((path) => path.includes('node_modules/') && packages[path]?.link !== true)
    .map((path) => {
      const { version = '', license, integrity } = packages[path] ?? {};
      const name = path.split('node_modules/').at(-1) ?? path;
      return { name, version, licence: license ?? null, integrity: integrity ?? null };
    })
    .sort((one, other) => (`${one.name}@${one.version}` < `${other.name}@${other.version}` ? -1 : 1));
}

function placeOf(name: string, from: string, exists: (path: string) => boolean): string | undefined {
  for (let folder = from; ; folder = folder.slice(0, Math.max(folder.lastIndexOf('/'), 0))) {
    const candidate = folder === '' ? `node_modules/${name}` : `${folder}/node_modules/${name}`;
    if (exists(candidate)) return candidate;
    if (folder === '') return undefined;
  }
}
