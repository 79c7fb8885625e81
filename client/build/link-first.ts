/**
 * The first code that runs on the patient's page takes the link out of the address bar. Bundlers put shared code into
 * files of their own, and those run before the page's own file does: the build fails when anything else would be first.
 */

import type { Plugin } from 'vite';
import { type Chunk, chunksOfPage } from './page-chunks.ts';

/** All that may run before the address bar is clean. */
export const takesTheLink = /\/client\/src\/(?:pages\/taken|guest\/take-fragment)\.ts$/;

/** @param page the patient page's HTML file, as the build names its entry */
export function linkFirst(page: string): Plugin {
  return {
    name: 'sprechzimmer:link-first',
    apply: 'build',
    generateBundle(_options, bundle) {
      const found = chunksOfPage(bundle, page);
      if (!found) this.error(`the build has no entry for ${page}`);
      const first = firstToRun(found.chunks, found.entry);
      const others = first.moduleIds.filter((id) => !takesTheLink.test(id));
      if (first.moduleIds.length === 0 || others.length > 0)
        this.error(`${others[0] ?? first.file} would run before the link is out of the address bar`);
    },
  };
}

/** Imports run before the file that has them, in the order in which they are written (ECMA-262 §16.2.1.6). */
export function firstToRun(
  chunks: ReadonlyMap<string, Chunk>,
  entry: string,
): { readonly file: string; readonly moduleIds: readonly string[] } {
  const [first] = chunks.get(entry)?.imports ?? [];
  if (first !== undefined) return firstToRun(chunks, first);
  return { file: entry, moduleIds: chunks.get(entry)?.moduleIds ?? [] };
}
