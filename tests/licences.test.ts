import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** Licences that ask for a notice and nothing else. */
const permissive = new Set([
  '(AFL-2.1 OR BSD-3-Clause)',
  '(MIT OR Apache-2.0)',
  '0BSD',
  'Apache-2.0',
  'BSD-2-Clause',
  'BSD-3-Clause',
  'BlueOak-1.0.0',
  'ISC',
  'MIT',
  'MIT OR Apache-2.0',
  'Python-2.0',
  'Unlicense',
]);

/** Packages whose manifest does not name a licence; each was read: the MIT text lies in the package. */
const read = new Set(['async', 'binary-search-tree', 'nedb', 'underscore']);

const Lockfile = v.object({
  packages: v.record(
    v.string(),
    v.object({
      license: v.optional(v.string()),
      dev: v.optional(v.boolean()),
      link: v.optional(v.boolean()),
    }),
  ),
});

it('whoever runs or passes on a practice owes nothing but a notice: every dependency at run time is permissive', () => {
  const { packages } = v.parse(Lockfile, JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const unclear = Object.entries(packages)
    .filter(([path, { dev, link }]) => path.includes('node_modules/') && !dev && !link)
    .map(([path, { license }]) => ({ name: path.split('node_modules/').at(-1) ?? path, license }))
    .filter(({ name, license }) => !permissive.has(license ?? '') && !read.has(name));
  expect(unclear).toEqual([]);
});
