/**
 * `npm run bench`: each figure beside its floor, measured in the same run on the same machine. `npm run bench -- phone`
 * measures one part alone; `npm run bench -- lines` writes the table of weak lines.
 *
 * `--json FILE` writes the figures, `--runs N` takes N samples of each (at least seven count as a result).
 */

import { writeFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { launchBrowser } from '../stack/browser.ts';
import { ensureSystemPackages } from '../stack/system-packages.ts';
import { type Figure, json, table } from './figures.ts';
import { lineTable, measureLines } from './lines.ts';
import { type Part, parts } from './parts.ts';

const { values, positionals: wanted } = parseArgs({
  options: { json: { type: 'string' }, runs: { type: 'string', default: '7' } },
  allowPositionals: true,
});
const runs = Number(values.runs);
const known: Readonly<Record<string, Part>> = parts;
const unknown = wanted.filter((name) => name !== 'lines' && !Object.hasOwn(known, name));
if (!Number.isInteger(runs) || runs < 1) stop('--runs takes a whole number from 1 on.');
if (unknown.length > 0)
  stop(`No part is called ${unknown.join(', ')}. There are: ${Object.keys(known).join(', ')}, lines.`);

await ensureSystemPackages();
const figures: Figure[] = [];
for (const [name, measure] of Object.entries(known)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.log(name);
  figures.push(...(await measure(runs)));
}
if (figures.length > 0) console.log(`\n${table(figures)}`);
const lines = wanted.includes('lines') ? await weakLines() : undefined;
if (values.json) {
  const report = { ...json(figures), ...(lines === undefined ? {} : { lines }) };
  await writeFile(values.json, `${JSON.stringify(report, null, 2)}\n`);
}

async function weakLines() {
  console.log('lines');
  const browser = await launchBrowser();
  try {
    const results = await measureLines(browser);
    console.log(`\n${lineTable(results)}`);
    return results;
  } finally {
    await browser.close();
  }
}

function stop(words: string): never {
  console.error(words);
  process.exit(2);
}
