/**
 * What an auditor gets: which code runs, with which settings, in which state, and what is claimed of it. Put together
 * from what is there; nothing is asked of a person and nothing is added. The same state gives the same bytes, but for
 * the one file that says when.
 */

import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildManifestPath } from '@sprechzimmer/protocol';
import { notesOn } from '../config/notes.ts';
import type { Config } from '../config/sections.ts';
import type { Examination } from '../doctor/doctor.ts';
import { projectDir, projectPaths } from '../setup/paths.ts';
import { codeOnDisk, type RunningNote } from '../setup/running.ts';
import type { Overview } from '../store/overview.ts';
import { phases } from '../visits/visit.ts';
import { nodePackages } from './node-packages.ts';
import { settingsWithoutSecrets } from './settings.ts';

/** By path in the folder, in order. */
export type Evidence = ReadonlyMap<string, string>;

export interface EvidenceParts {
  readonly version: string;
  readonly atMs: number;
  readonly config: Config;
  readonly overview: Overview;
  readonly examination: Examination;
  /** Undefined while the practice stands still. */
  readonly running: RunningNote | undefined;
}

/** The file that lists all others with their SHA-256, as `sha256sum --check` reads it. */
export const sumsFile = 'SHA256SUMS';

export async function gatherEvidence(parts: EvidenceParts): Promise<Evidence> {
  const { version, atMs, config, overview, examination, running } = parts;
  const onDisk = await codeOnDisk();
  const files: Record<string, string> = {
    'README.md': readme,
    'made.json': json({ at: new Date(atMs).toISOString() }),
    'code/version.json': json({
      sprechzimmer: version,
      node: process.version,
      sourcesOnDisk: onDisk,
      sourcesRunning: running?.code ?? null,
      runsWhatIsOnDisk:
        running === undefined
          ? null
          : running.code.appservice === onDisk.appservice && running.code.steward === onDisk.steward,
    }),
    'code/server-packages.json': json(await nodePackages(projectDir)),
    'code/homeserver-packages.txt': await readFile(projectPaths.requirements, 'utf8'),
    'code/client-packages.md': await doc('reference/bill-of-materials.md'),
    ...(await clientFiles()),
    'practice/settings.json': json(settingsWithoutSecrets(config)),
    'practice/notes.json': json(notesOn(config).map(({ setting, says }) => ({ setting, says }))),
    'practice/state.json': json(stateOf(examination)),
    'practice/counts.json': json(countsOf(overview)),
  };
  for (const [name, path] of claims) files[`claims/${name}`] = await doc(path);
  const sorted = Object.entries(files).sort(([one], [other]) => (one < other ? -1 : 1));
  const sums = sorted.map(([path, content]) => `${sha256(content)}  ${path}\n`).join('');
  return new Map([...sorted, [sumsFile, sums]]);
}

/** What `doctor` found, without its words: they are for the admin and may name accounts and files. */
function stateOf({ running, checks }: Examination) {
  return { running, checks: checks.map(({ area, name, state }) => ({ area, name, state })) };
}

function countsOf({ visits, records, looseDuties }: Overview) {
  const day = (days: number | null) =>
    days === null ? null : new Date(days * 86_400_000).toISOString().slice(0, 10);
  const duties = [...visits.flatMap((line) => line.duties), ...looseDuties];
  return {
    byState: Object.fromEntries(
      phases.map((phase) => [phase, visits.filter((line) => line.phase === phase).length]),
    ),
    pastVisits: {
      records: records.count,
      stillRecognisable: records.unreduced,
      firstPurge: day(records.firstDay),
      lastPurge: day(records.lastDay),
    },
    openSteps: duties.length,
    openStepsThatHaveFailed: duties.filter(({ attempts }) => attempts > 0).length,
  };
}

/** What browsers are given; only where it was built on this machine. */
async function clientFiles(): Promise<Record<string, string>> {
  const manifest = await readFile(join(projectPaths.clientDist, buildManifestPath), 'utf8').catch(
    () => undefined,
  );
  return manifest === undefined ? {} : { 'code/client-files.txt': manifest };
}

const claims: readonly (readonly [string, string])[] = [
  ['requirements.md', 'reference/requirements.md'],
  ['threat-model.md', 'topics/threat-model.md'],
  ['attacks.md', 'topics/attacks.md'],
  ['what-is-stored.md', 'topics/what-is-stored.md'],
  ['trust-protocol.md', 'reference/trust-protocol.md'],
  ['steward.md', 'reference/steward.md'],
];

function doc(path: string): Promise<string> {
  return readFile(join(projectDir, 'docs', path), 'utf8');
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function json(value: unknown): string {
  return `${JSON.stringify(value, null, 2)}\n`;
}

const readme = `# Evidence about one practice

Made by \`sprechzimmer export-evidence\`, from what it found on the machine. Nobody has signed it: it is worth as much as
the machine it comes from. \`sha256sum --check SHA256SUMS\` shows whether a file was changed afterwards.

| folder | what |
|---|---|
| \`code\` | version; hashes of the sources on disk and of those that are running; every package with its hash; the files that browsers are given |
| \`practice\` | settings without secrets and accounts; what the practice's own check-up says; counts, without any name |
| \`claims\` | what is claimed, against whom it holds, which tests show it, what is stored for how long |

No patient, no account of a clinician, no key, no password and no link is in it. \`made.json\` says when; every other
file is the same again as long as the practice is in the same state.

What it does not show: whether the running machine has been tampered with below this software, where the servers stand,
what contracts say, how backups are kept. A certificate attaches to an operator, not to code.
`;
