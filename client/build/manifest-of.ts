/** The manifest of a built client, from its files. */

import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import { join, relative, sep } from 'node:path';
import { type BuildManifest, buildManifestPath } from '@sprechzimmer/protocol';

/**
 * Every file but the manifest itself and the compressed forms, which unpack to the same bytes or are worthless.
 * @param dist folder of the built client
 */
export async function manifestOf(dist: string): Promise<BuildManifest> {
  const entries = await readdir(dist, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile() && !/\.(?:br|gz)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name));
  const hashed = await Promise.all(
    files.map(
      async (file): Promise<[string, string]> => [
        relative(dist, file).split(sep).join('/'),
        createHash('sha256')
          .update(await readFile(file))
          .digest('hex'),
      ],
    ),
  );
  return new Map(hashed.filter(([path]) => path !== buildManifestPath));
}
