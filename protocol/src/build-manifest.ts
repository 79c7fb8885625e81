/**
 * The list of a build's files with their hashes, as it is published beside them: one line for each file, in the form
 * of `sha256sum`, so that nothing but that program is needed to check a copy.
 */

/** SHA-256 as 64 hexadecimal digits, by path without a leading slash: `desk/index.html`. */
export type BuildManifest = ReadonlyMap<string, string>;

/** Where an installation shows its own manifest, below its address. Not listed in itself. */
export const buildManifestPath = 'build/manifest.txt';

/** The same files give the same text, in whichever order they are handed over. */
export function writeBuildManifest(files: BuildManifest): string {
  return [...files]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([path, hash]) => `${hash}  ${path}\n`)
    .join('');
}

/** Undefined when the text is no manifest, names a file twice, or names one outside the folder. */
export function readBuildManifest(text: string): BuildManifest | undefined {
  const files = new Map<string, string>();
  for (const line of text.split('\n').slice(0, -1)) {
    const [, hash, path] = /^([0-9a-f]{64}) {2}([\w.@-]+(?:\/[\w.@-]+)*)$/.exec(line) ?? [];
    if (hash === undefined || path === undefined || /(?:^|\/)\.\.?(?:\/|$)/.test(path) || files.has(path))
      return undefined;
    files.set(path, hash);
  }
  return files.size > 0 && text.endsWith('\n') ? files : undefined;
}
