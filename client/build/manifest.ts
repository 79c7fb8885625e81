/** Writes the list of all files with their hashes beside them, when the build is whole. */

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { buildManifestPath, writeBuildManifest } from '@sprechzimmer/protocol';
import type { Plugin } from 'vite';
import { manifestOf } from './manifest-of.ts';

/** Before whatever only compresses: nothing may change a file after it was hashed. */
export function manifest(): Plugin {
  let outDir = '';
  return {
    name: 'sprechzimmer:manifest',
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      async handler(error?: unknown) {
        if (error) return;
        const path = join(outDir, buildManifestPath);
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, writeBuildManifest(await manifestOf(outDir)));
      },
    },
  };
}
