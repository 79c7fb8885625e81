/** When a test fails: a picture of each page and what its console said, in `tests/artifacts`. */

import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Page } from 'playwright-core';
import { onTestFailed } from 'vitest';

const folder = fileURLToPath(new URL('../artifacts', import.meta.url));

/** Call at the beginning of a test, with the pages by name. */
export function lookOnFailure(pages: Readonly<Record<string, Page>>): void {
  const said = Object.entries(pages).map(([name, page]) => {
    const lines: string[] = [];
    page.on('console', (message) => lines.push(`${message.type()}: ${message.text()}`));
    page.on('pageerror', (error) => lines.push(`error: ${error.stack ?? error.message}`));
    page.on('response', (response) => {
      if (response.status() >= 400)
        lines.push(`${response.status()} ${response.request().method()} ${new URL(response.url()).pathname}`);
    });
    return { name, page, lines };
  });
  onTestFailed(async ({ task }) => {
    const place = join(folder, task.name.replaceAll(/[^a-z0-9]+/gi, '-').slice(0, 60));
    await mkdir(place, { recursive: true });
    for (const { name, page, lines } of said) {
      await writeFile(join(place, `${name}.log`), `${lines.join('\n')}\n`);
      if (!page.isClosed()) await page.screenshot({ path: join(place, `${name}.png`) });
    }
    console.error(`Pictures and console of the pages: ${place}`);
  });
}
