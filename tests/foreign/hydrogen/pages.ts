/** Two pages, bundled as they stand and served on a port of their own: our libraries, and Hydrogen with its libolm. */

import { readFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';

export interface Pages {
  readonly ours: string;
  readonly hydrogen: string;
  close(): Promise<void>;
}

const here = fileURLToPath(new URL('.', import.meta.url));
const olm = fileURLToPath(new URL('../../../node_modules/@matrix-org/olm/', import.meta.url));
const types: Readonly<Record<string, string>> = {
  js: 'text/javascript',
  wasm: 'application/wasm',
  html: 'text/html; charset=utf-8',
};

export async function servePages(): Promise<Pages> {
  const files = await bundle();
  for (const name of ['ours', 'hydrogen'])
    files.set(
      `/${name}.html`,
      `<!doctype html><title>${name}</title><script type="module" src="/${name}.js"></script>`,
    );
  for (const name of ['olm.js', 'olm.wasm']) files.set(`/olm/${name}`, await readFile(join(olm, name)));
  const server = createServer(({ url = '' }, response) => {
    const file = files.get(url);
    response.statusCode = file === undefined ? 404 : 200;
    response.setHeader('Content-Type', types[url.split('.').at(-1) ?? ''] ?? 'application/octet-stream');
    response.end(file);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('the pages have no port');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    ours: `${origin}/ours.html`,
    hydrogen: `${origin}/hydrogen.html`,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

async function bundle(): Promise<Map<string, string | Uint8Array>> {
  const result = await build({
    root: here,
    configFile: false,
    logLevel: 'error',
    build: {
      write: false,
      minify: false,
      target: 'es2022',
      assetsInlineLimit: 0,
      rolldownOptions: {
        input: { ours: join(here, 'our-page.ts'), hydrogen: join(here, 'hydrogen-page.ts') },
        output: { entryFileNames: '[name].js' },
      },
    },
  });
  const files = new Map<string, string | Uint8Array>();
  for (const output of Array.isArray(result) ? result : [result]) {
    if (!('output' in output)) continue;
    for (const file of output.output)
      files.set(`/${file.fileName}`, file.type === 'chunk' ? file.code : file.source);
  }
  return files;
}
