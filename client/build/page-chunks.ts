/** What a bundle holds for one page. */

import type { Rolldown } from 'vite';

/** The part of a bundled chunk that matters to checks of the build. */
export interface Chunk {
  readonly code: string;
  /** File names of chunks needed before this one runs. */
  readonly imports: readonly string[];
  /** Absolute paths of the sources inside. */
  readonly moduleIds: readonly string[];
}

export interface PageChunks {
  readonly chunks: ReadonlyMap<string, Chunk>;
  /** File name of the chunk the page begins with. */
  readonly entry: string;
}

/** @param page the page's HTML file, as the build names its entry. Undefined when there is no such entry. */
export function chunksOfPage(bundle: Rolldown.OutputBundle, page: string): PageChunks | undefined {
  const chunks = new Map<string, Chunk>();
  let entry: string | undefined;
  for (const [file, output] of Object.entries(bundle)) {
    if (output.type !== 'chunk') continue;
    chunks.set(file, output);
    if (output.isEntry && output.facadeModuleId?.endsWith(page)) entry = file;
  }
  return entry === undefined ? undefined : { chunks, entry };
}
