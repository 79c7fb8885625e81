/**
 * Writes a brotli and a gzip file beside every file that is worth it, so that no server compresses while
 * somebody waits. Only public code passes through here: nothing that mixes secrets with input (BREACH).
 */

import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Plugin } from 'vite';
import { afterBuild } from './after-build.ts';

const brotli = promisify(brotliCompress);
const zip = promisify(gzip);

const worthIt = /\.(?:html|js|css|svg|wasm|json|txt)$/;

/** @param cacheDir compressed bytes are kept there by content: the WebAssembly takes seconds, and rarely changes */
export function precompress(cacheDir: string): Plugin {
  return afterBuild('precompress', async (outDir) => {
    await mkdir(cacheDir, { recursive: true });
    const files = await readdir(outDir, { recursive: true, withFileTypes: true });
    const wanted = files.filter((file) => file.isFile() && worthIt.test(file.name));
    await Promise.all(wanted.map((file) => writeCompressed(join(file.parentPath, file.name), cacheDir)));
  });
}

async function writeCompressed(path: string, cacheDir: string): Promise<void> {
  const bytes = await readFile(path);
  const kept = join(cacheDir, createHash('sha256').update(bytes).digest('hex'));
  const [br, gz] = await Promise.all([
    once(`${kept}.br`, () => brotli(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } })),
    once(`${kept}.gz`, () => zip(bytes, { level: 9 })),
  ]);
  if (br.length < bytes.length) await writeFile(`${path}.br`, br);
  if (gz.length < bytes.length) await writeFile(`${path}.gz`, gz);
}

/** From the cache, or made and put there whole: two builds at once never read half a file. */
async function once(path: string, make: () => Promise<Buffer>): Promise<Buffer> {
  try {
    return await readFile(path);
  } catch {
    const made = await make();
    const draft = `${path}.${process.pid}`;
    await writeFile(draft, made);
    await rename(draft, path);
    return made;
  }
}
