/** Writes the list of all files with their hashes beside them, when the build is whole. */

import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { buildManifestPath, writeBuildManifest } from '@sprechzimmer/protocol';
import type { Plugin } from 'vite';
import { afterBuild } from './after-build.ts';
import { manifestOf } from './manifest-of.ts';

/** Before whatever only compresses: nothing may change a file after it was hashed. */
export function manifest(): Plugin {
  return afterBuild('manifest', async (outDir) => {
    const path = join(outDir, buildManifestPath);
    await mkdir(dirname(path), { recursive: true });
    await writeFile(path, writeBuildManifest(await manifestOf(outDir)));
  });
}
