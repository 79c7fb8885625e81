import { resolve } from 'node:path';
import type { Plugin } from 'vite';

/**
 * A plugin that does something with what a build has written. Those of one build go one after the other, in the order in
 * which they are named; none does after a build that failed.
 * @param work is told the absolute path of the output folder
 */
export function afterBuild(name: string, work: (outDir: string) => Promise<void>): Plugin {
  let outDir = '';
  return {
    name: `sprechzimmer:${name}`,
    apply: 'build',
    configResolved(config) {
      outDir = resolve(config.root, config.build.outDir);
    },
    closeBundle: {
      sequential: true,
      async handler(error?: unknown) {
        if (!error) await work(outDir);
      },
    },
  };
}
