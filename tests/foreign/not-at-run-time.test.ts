import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const foreign = ['@matrix-org/olm', 'hydrogen-view-sdk'];

const Lockfile = v.object({ packages: v.record(v.string(), v.object({ dev: v.optional(v.boolean()) })) });

test('nothing a practice runs stands on the foreign implementations: they are there for the tests alone', () => {
  const { packages } = v.parse(Lockfile, JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')));
  const places = Object.entries(packages).filter(([path]) =>
    foreign.some((name) => path.endsWith(`node_modules/${name}`)),
  );
  expect(places.map(([path, { dev }]) => [path, dev])).toEqual(
    foreign.map((name) => [`node_modules/${name}`, true]),
  );
  const sources = ['protocol/src', 'appservice/src', 'client/src', 'scripts'].flatMap((folder) =>
    filesIn(join(root, folder)).filter((file) => /\.(?:m?js|tsx?|json)$/.test(file)),
  );
  expect(sources.length).toBeGreaterThan(200);
  const naming = sources.filter((file) => {
    const text = readFileSync(file, 'utf8');
    return foreign.some((name) => text.includes(name));
  });
  expect(naming).toEqual([]);
});

test('no patient’s browser is handed libolm, which its makers have given up', () => {
  const marks = /_olm_account|OLM_OPTIONS|olm_legacy/;
  // The marks are what the library itself is known by.
  expect(readFileSync(join(root, 'node_modules/@matrix-org/olm/olm.js'), 'utf8')).toMatch(marks);
  const files = filesIn(join(root, 'client/dist'));
  expect(files.length).toBeGreaterThan(5);
  expect(files.filter((file) => marks.test(readFileSync(file, 'latin1')))).toEqual([]);
});

function filesIn(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name));
}
