/** `docs/reference/bill-of-materials.md`, from the bill of a build. */

import * as v from 'valibot';

const BillSchema = v.object({
  components: v.array(
    v.object({
      group: v.optional(v.string()),
      name: v.string(),
      version: v.string(),
      hashes: v.tuple([v.object({ alg: v.literal('SHA-512'), content: v.string() })]),
      licenses: v.tuple([v.object({ expression: v.string() })]),
    }),
  ),
});

/** @param bill text of `build/bill-of-materials.json` */
export function billPage(bill: string): string {
  const { components } = v.parse(BillSchema, JSON.parse(bill));
  const rows = components.map(({ group, name, version, hashes: [hash], licenses: [licence] }) => {
    const integrity = Buffer.from(hash.content, 'hex').toString('base64');
    return `| ${group === undefined ? '' : `${group}/`}${name} | ${version} | ${licence.expression} | \`sha512-${integrity}\` |`;
  });
  return `${[...head, ...rows, '', ...foot].join('\n')}\n`;
}

const head = [
  '# What is inside the web client',
  '',
  'Code of others that patients’ and clinicians’ browsers run. Generated from the build, which stops when something gets in',
  'that the lockfile does not vouch for. Each build publishes the same list in CycloneDX 1.6 at',
  '`/build/bill-of-materials.json` of the practice, and the notices of the licences at `/build/licences.txt`.',
  '',
  '| package | version | licence | hash of the package, as in the lockfile |',
  '|---|---|---|---|',
];

const foot = [
  'From `vite` and `rolldown`, which make the build, a few lines that load files on demand are inside. Whether a running',
  'practice delivers these very bytes: [comparing an installation](../topics/comparing.md).',
];
