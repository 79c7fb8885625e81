/** No line of the appservice can decrypt. Its dependencies are read from the lockfile, its imports from its files. */

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as v from 'valibot';
import { expect, test } from 'vitest';

const root = fileURLToPath(new URL('../..', import.meta.url));
const stub = 'appservice/stubs/no-crypto';

/** Whatever can hold Matrix keys or open Matrix ciphertext, by package name. */
const matrixCrypto = /olm|vodozemac|matrix-sdk-crypto|matrix-js-sdk|matrix-rust|hydrogen|matrix-encrypt/i;

const LockfileSchema = v.object({
  packages: v.record(
    v.string(),
    v.object({
      resolved: v.optional(v.string()),
      link: v.optional(v.boolean()),
      dependencies: v.optional(v.record(v.string(), v.string())),
      optionalDependencies: v.optional(v.record(v.string(), v.string())),
      peerDependencies: v.optional(v.record(v.string(), v.string())),
    }),
  ),
});
const { packages } = v.parse(
  LockfileSchema,
  JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')),
);

test('nothing the appservice depends on, however far down, can decrypt a message', () => {
  const found = [...closure('appservice')].filter((path) => matrixCrypto.test(nameOf(path)));
  expect(found.filter((path) => path !== stub && packages[path]?.resolved !== stub)).toEqual([]);
});

test('what stands in for the crypto binding of the bridge library is ours, and empty', () => {
  const binding = 'node_modules/@matrix-org/matrix-sdk-crypto-nodejs';
  expect([...closure('appservice')]).toContain(binding);
  expect(packages[binding]).toMatchObject({ resolved: stub, link: true });
  const code = readFileSync(join(root, stub, 'index.js'), 'utf8').replaceAll(/^\s*\/\/.*$/gm, '');
  expect(code.trim().split(/\n+/)).toEqual(["'use strict';", 'module.exports = {};']);
});

test('this test would notice: the client, which has to decrypt, is found out by it', () => {
  const found = [...closure('client')].map(nameOf).filter((name) => matrixCrypto.test(name));
  expect(found).toContain('matrix-js-sdk');
  expect(found).toContain('@matrix-org/matrix-sdk-crypto-wasm');
});

test('no file of the appservice imports from the client or a Matrix crypto library', () => {
  const bad = sources(join(root, 'appservice')).flatMap((file) =>
    imports(readFileSync(file, 'utf8'))
      .filter((from) => matrixCrypto.test(from) || /(^|\/)client\/|@sprechzimmer\/client/.test(from))
      .map((from) => `${file} imports ${from}`),
  );
  expect(bad).toEqual([]);
});

/** Lockfile paths of everything a workspace needs to run. */
function closure(workspace: string): Set<string> {
  const seen = new Set<string>();
  const queue = [workspace];
  for (let path = queue.pop(); path !== undefined; path = queue.pop()) {
    if (seen.has(path)) continue;
    seen.add(path);
    const entry = packages[path];
    const target = entry?.link ? entry.resolved : undefined;
    if (target) queue.push(target);
    const needed = { ...entry?.dependencies, ...entry?.optionalDependencies, ...entry?.peerDependencies };
    for (const name of Object.keys(needed)) {
      const resolved = resolve(path, name);
      if (resolved) queue.push(resolved);
    }
  }
  return seen;
}

/** Node's way of finding a package, on the paths of the lockfile. Optional ones may be absent. */
function resolve(from: string, name: string): string | undefined {
  for (let path = from; ; path = path.slice(0, Math.max(0, path.lastIndexOf('/')))) {
    const candidate = `${path === '' ? '' : `${path}/`}node_modules/${name}`;
    if (packages[candidate]) return candidate;
    if (path === '') return undefined;
  }
}

function nameOf(path: string): string {
  return path.split('node_modules/').at(-1) ?? path;
}

function sources(folder: string): string[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|js|mjs)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((file) => !file.includes('node_modules'));
}

function imports(code: string): string[] {
  const found = code.matchAll(/(?:from|import|import\(|require\()\s*['"]([^'"]+)['"]/g);
  return [...found].flatMap(([, from]) => (from ? [from] : []));
}
