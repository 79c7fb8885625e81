/** Which packages of others are inside a bundle, with what the lockfile says of each. */

import * as v from 'valibot';

export interface PackageInside {
  /** `@scope/name` or `name`. */
  readonly name: string;
  readonly version: string;
  /** SPDX expression. */
  readonly licence: string;
  /** Hash of the package as it was published: `sha512-…`, base64. */
  readonly integrity: string;
}

const LockfileSchema = v.object({ packages: v.record(v.string(), v.unknown()) });
const LockedSchema = v.object({
  version: v.string(),
  license: v.string(),
  integrity: v.pipe(v.string(), v.regex(/^sha512-[A-Za-z0-9+/]{86}==$/)),
});

/**
 * @param moduleIds as the bundler names what it has put in: absolute paths, and its own virtual modules
 * @param lockfile text of `package-lock.json`
 * @throws Error when something is inside that the lockfile does not vouch for
 */
export function packagesInside(moduleIds: Iterable<string>, lockfile: string): readonly PackageInside[] {
  const { packages } = v.parse(LockfileSchema, JSON.parse(lockfile));
  const places = new Set([...moduleIds].flatMap((id) => placeOf(id) ?? []));
  return [...places]
    .sort()
    .map((place) => {
      const locked = v.safeParse(LockedSchema, packages[place]);
      if (!locked.success) throw new Error(`the lockfile names no version, licence and hash for ${place}`);
      const { version, license, integrity } = locked.output;
      return {
        name: place.slice(place.lastIndexOf(modules) + modules.length),
        version,
        licence: license,
        integrity,
      };
    })
    .sort((one, other) => (`${one.name} ${one.version}` < `${other.name} ${other.version}` ? -1 : 1));
}

const modules = 'node_modules/';

/** The package's place in the lockfile, nested ones included. Undefined for our own sources. */
function placeOf(moduleId: string): string | undefined {
  // The bundler's own helpers are code of others, too.
  const helper = /^\0(vite|rolldown)\//.exec(moduleId)?.[1];
  if (helper !== undefined) return modules + helper;
  return /\/(node_modules\/(?:.*\/node_modules\/)?(?:@[^/]+\/)?[^/]+)\//.exec(
    moduleId.replaceAll('\\', '/'),
  )?.[1];
}
