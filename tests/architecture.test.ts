import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, relative, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';

const root = fileURLToPath(new URL('..', import.meta.url));

/** What each folder may import of ours, beside itself. */
const arrows: Readonly<Record<string, readonly string[]>> = {
  protocol: [],
  appservice: ['protocol'],
  client: ['protocol'],
};

/** Within the client: libraries know no screens, the call knows no Matrix. */
const clientArrows: Readonly<Record<string, readonly string[]>> = {
  call: [],
  storage: [],
  api: [],
  files: [],
  crypto: ['call', 'storage', 'api', 'files'],
};

describe('arrows point one way', () => {
  it.each(Object.keys(arrows))('%s imports only what it may', (folder) => {
    const foreign = imports(folder).filter(
      ({ to }) => to !== folder && Object.hasOwn(arrows, to) && !arrows[folder]?.includes(to),
    );
    expect(foreign).toEqual([]);
  });

  it.each(Object.keys(clientArrows))('client/src/%s stays free of what stands above it', (part) => {
    const foreign = relativeImports(join('client/src', part))
      .filter(({ target }) => target.startsWith('client/src/'))
      .map(({ file, target }) => ({ file, to: target.split('/')[2] ?? '' }))
      .filter(({ to }) => to !== part && !clientArrows[part]?.includes(to));
    expect(foreign).toEqual([]);
  });

  it('protocol does nothing but speak: no platform module, no network, no storage', () => {
    const bad = sources('protocol')
      .filter((file) => !file.endsWith('.test.ts'))
      .filter((file) => /from 'node:|\bfetch\(|indexedDB|localStorage|\bDate\.now\(/.test(read(file)));
    expect(bad).toEqual([]);
  });
});

function imports(folder: string): { file: string; to: string }[] {
  const byPackage = sources(folder).flatMap((file) =>
    [...read(file).matchAll(/from '@sprechzimmer\/([a-z]+)/g)].map(([, to = '']) => ({ file, to })),
  );
  const byPath = relativeImports(folder).map(({ file, target }) => ({
    file,
    to: target.split('/')[0] ?? '',
  }));
  return [...byPackage, ...byPath];
}

function relativeImports(folder: string): { file: string; target: string }[] {
  return sources(folder).flatMap((file) =>
    [...read(file).matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, path = '']) => ({
      file,
      target: relative(root, resolve(root, dirname(file), path)),
    })),
  );
}

const notInProduction = /node_modules|^(?:dist|build|preview)\/|\btesting\b|-under-test\.ts$|\.test\.tsx?$/;

/** Files of a folder that run in production: tests, builds and previews may reach further. */
function sources(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((file) => /\.tsx?$/.test(file) && !notInProduction.test(file))
    .map((file) => join(folder, file));
}

function read(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}
