/** The build of the thin client: three pages, hashed files, nothing inline, nothing from elsewhere. */

import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { billOfMaterials } from './build/bill-of-materials.ts';
import { doorBudget } from './build/door-budget.ts';
import { linkFirst, takesTheLink } from './build/link-first.ts';
import { manifest } from './build/manifest.ts';
import { precompress } from './build/precompress.ts';

const here = import.meta.dirname;

// The same bytes whoever builds: what stands in the environment or in a file beside us has no say.
process.env['NODE_ENV'] = 'production';

export default defineConfig({
  root: here,
  envDir: false,
  oxc: { jsx: { runtime: 'automatic', importSource: 'preact' } },
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2022',
    // Source maps would be served beside the code.
    sourcemap: false,
    // The Matrix SDK is one large chunk behind the door; what matters is weighed by `doorBudget`.
    chunkSizeWarningLimit: 1000,
    reportCompressedSize: false,
    // The notices of everything bundled.
    license: { fileName: 'build/licences.txt' },
    // The strict content security policy allows no data: addresses and no inline code.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        practice: resolve(here, 'index.html'),
        patient: resolve(here, 'j/index.html'),
        desk: resolve(here, 'desk/index.html'),
      },
      // A file of its own, so that nothing else runs before it: `linkFirst` makes sure.
      output: { codeSplitting: { groups: [{ name: 'taken', test: takesTheLink, priority: 1 }] } },
    },
  },
  plugins: [
    doorBudget('j/index.html'),
    linkFirst('j/index.html'),
    billOfMaterials(resolve(here, '../package-lock.json')),
    manifest(),
    precompress(resolve(here, '../.cache/compressed')),
  ],
});
