/**
 * What a patient's phone must fetch before the door can be used: the page's script and everything it imports
 * statically. The build fails when that grows beyond its budget or drags the Matrix SDK in.
 */

import { brotliCompressSync } from 'node:zlib';
import type { Plugin } from 'vite';
import { type Chunk, chunksOfPage } from './page-chunks.ts';

/** Bytes of script over the wire, brotli. */
export const doorBudgetBytes = 100_000;

/** Belongs behind the door: loaded while the patient looks at their own picture. */
const heavy = /node_modules\/(?:matrix-js-sdk|@matrix-org\/matrix-sdk-crypto-wasm)\//;

export interface DoorWeight {
  readonly files: readonly string[];
  readonly bytes: number;
  /** Sources that must not be needed this early. */
  readonly tooHeavy: readonly string[];
}

/** @param entry file name of the patient page's entry chunk */
export function weighDoor(chunks: ReadonlyMap<string, Chunk>, entry: string): DoorWeight {
  const files = new Set<string>();
  const visit = (file: string) => {
    const chunk = chunks.get(file);
    if (!chunk || files.has(file)) return;
    files.add(file);
    chunk.imports.forEach(visit);
  };
  visit(entry);
  const needed = [...files].flatMap((file) => chunks.get(file) ?? []);
  return {
    files: [...files],
    bytes: needed.reduce((sum, chunk) => sum + brotliCompressSync(chunk.code).length, 0),
    tooHeavy: needed.flatMap((chunk) => chunk.moduleIds.filter((id) => heavy.test(id))),
  };
}

/** @param page the patient page's HTML file, as the build names its entry */
export function doorBudget(page: string): Plugin {
  return {
    name: 'sprechzimmer:door-budget',
    apply: 'build',
    generateBundle(_options, bundle) {
      const found = chunksOfPage(bundle, page);
      if (!found) this.error(`the build has no entry for ${page}`);
      const { bytes, tooHeavy } = weighDoor(found.chunks, found.entry);
      if (tooHeavy.length > 0)
        this.error(
          `the door needs ${tooHeavy[0]} before it can be used; import it with import() behind the door`,
        );
      if (bytes > doorBudgetBytes)
        this.error(`the door needs ${bytes} bytes of script; its budget is ${doorBudgetBytes}`);
      this.info(`the door needs ${bytes} bytes of script (brotli), budget ${doorBudgetBytes}`);
    },
  };
}
