/**
 * The client for the controls: the same sources, with every defence of `defences/` made removable. Built once for a
 * run; which defences are out is said by the page, before any of its scripts runs.
 */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { build, type InlineConfig, type Plugin } from 'vite';
import { inject } from 'vitest';
import real from '../../../client/vite.config.ts';
import type { Defence } from '../attack.ts';
import { sourceOf } from './all.ts';
import { weakenedHeader } from './proxy.ts';

declare global {
  interface Window {
    /** Names of the defences that are out in this page. */
    defencesOut?: readonly string[];
  }
}

/**
 * @param outDir an empty folder
 * @throws Error when an edit does not fit its file exactly once, or its file is not part of the client any more
 */
export async function buildWeakenedClient(outDir: string, defences: readonly Defence[]): Promise<void> {
  const config: InlineConfig = {
    ...real,
    configFile: false,
    logLevel: 'warn',
    // Nothing here is published or weighed.
    plugins: [weaken(defences)],
    build: { ...real.build, outDir, emptyOutDir: true, minify: false, license: false },
  };
  await build(config);
}

/**
 * Those that fit the sources as they are, beside all that come before them. One that does not fit fails its own controls,
 * and not those of all others.
 */
export function fittingDefences(defences: readonly Defence[]): readonly Defence[] {
  const fitting: Defence[] = [];
  for (const defence of defences)
    try {
      for (const { file } of defence.edits) weakenSource(file, sourceOf(file), [...fitting, defence]);
      fitting.push(defence);
    } catch {
      // Said by `takeOut`, and by the unit test of the table.
    }
  return fitting;
}

/**
 * Before the page is opened: it gets the weakened client, with exactly these defences out.
 * @throws Error when the build has one of them still in, because its edit does not fit the source any more
 */
export async function takeOut(page: Page, defences: readonly Defence[]): Promise<void> {
  const removable = inject('removableDefences');
  const fixed = defences.find(({ name }) => !removable.includes(name));
  if (fixed)
    throw new Error(`“${fixed.name}” cannot be taken out: its edits do not fit their files any more`);
  await page.setExtraHTTPHeaders({ [weakenedHeader]: 'yes' });
  await page.addInitScript(
    (names) => {
      window.defencesOut = names;
    },
    defences.map(({ name }) => name),
  );
}

/** A source with every edit for it made. @throws Error when one does not fit exactly once */
export function weakenSource(file: string, source: string, defences: readonly Defence[]): string {
  let weakened = source;
  for (const { name, edits } of defences)
    for (const { file: of, find, replace } of edits) {
      if (of !== file) continue;
      if (!replace.includes(`defenceOut('${name}')`))
        throw new Error(`“${name}” does not ask defenceOut('${name}') in ${file}: it would always be out`);
      if (source.split(find).length !== 2 || weakened.split(find).length !== 2)
        throw new Error(`“${name}” has to fit ${file} exactly once, and does not. Has the code changed?`);
      weakened = weakened.replace(find, () => replace);
    }
  return weakened.replaceAll(/\bdefenceOut\(('[^']+')\)/g, '(globalThis.defencesOut ?? []).includes($1)');
}

const root = fileURLToPath(new URL('../../..', import.meta.url));

function weaken(defences: readonly Defence[]): Plugin {
  const files = new Set(defences.flatMap(({ edits }) => edits.map(({ file }) => file)));
  const met = new Set<string>();
  return {
    name: 'weaken',
    enforce: 'pre',
    transform(code, id) {
      const file = [...files].find((name) => join(root, name) === id.replace(/\?.*$/, ''));
      if (file === undefined) return undefined;
      met.add(file);
      return { code: weakenSource(file, code, defences), map: null };
    },
    buildEnd(error) {
      const missing = [...files].filter((file) => !met.has(file));
      if (!error && missing.length > 0)
        this.error(`not part of the client, so no defence stands there: ${missing.join(', ')}`);
    },
  };
}
