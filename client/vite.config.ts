/** The build of the thin client: three pages, hashed files, nothing inline, nothing from elsewhere. */

import { resolve } from 'node:path';
import { defineConfig } from 'vite';
import { doorBudget } from './build/door-budget.ts';
import { precompress } from './build/precompress.ts';

const here = import.meta.dirname;

export default defineConfig({
  root: here,
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
    license: { fileName: 'licenses.md' },
    // The strict content security policy allows no data: addresses and no inline code.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: {
        practice: resolve(here, 'index.html'),
        patient: resolve(here, 'j/index.html'),
        desk: resolve(here, 'desk/index.html'),
      },
    },
  },
  plugins: [doorBudget('j/index.html'), precompress(resolve(here, '../.cache/compressed'))],
});
