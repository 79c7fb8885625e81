/** The machine: Node, the data folder, the disk. */

import { existsSync } from 'node:fs';
import { lstat, readdir, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { ConfigFaults } from '../../config/fault.ts';
import { notesOn } from '../../config/notes.ts';
import { readConfig } from '../../config/read.ts';
import { readLedger } from '../../setup/ledger.ts';
import type { PlaceCheck } from '../check.ts';
import { attention, type Finding, ill, notAsked, together, well } from '../finding.ts';

const area = 'This machine';

export const machineChecks: readonly PlaceCheck[] = [
  {
    area,
    name: 'configuration',
    needs: 'nothing',
    ask: async ({ paths }) => {
      const ledger = await readLedger(paths.ledger).catch(() => undefined);
      try {
        const existing = ledger === undefined ? {} : { serverName: ledger.serverName };
        const notes = notesOn(await readConfig(paths.config, existing));
        const hint = notes.length === 0 ? '' : ` \`npx sprechzimmer check\` has a hint about it.`;
        return well(`sprechzimmer.yaml can be read and has no mistake.${hint}`);
      } catch (error) {
        if (!(error instanceof ConfigFaults)) throw error;
        const [first] = error.faults;
        const more = error.faults.length > 1 ? ` (and ${error.faults.length - 1} more)` : '';
        const where = first === undefined || first.line === 0 ? '' : `line ${first.line}: `;
        return ill(
          `sprechzimmer.yaml: ${where}${first?.path ? `${first.path}: ` : ''}${first?.says ?? ''}${more}`,
          'See all of it with: npx sprechzimmer check',
        );
      }
    },
  },
  { area, name: 'Node', needs: 'nothing', ask: async () => judgeNode(process.versions.node) },
  {
    area,
    name: 'data folder',
    needs: 'nothing',
    ask: async ({ paths }) => {
      if (!existsSync(paths.dir)) return notAsked('there is no data folder yet', 'Make it with: npm start');
      return together(
        [...(await openFiles(paths.dir)), ...leftovers(paths.accountsOverlay)],
        'Only its owner can read the data folder and what is in it.',
      );
    },
  },
  {
    area,
    name: 'disk',
    needs: 'nothing',
    ask: async ({ paths }) => {
      const { bavail, bsize } = await statfs(existsSync(paths.dir) ? paths.dir : '.');
      return judgeDisk(bavail * bsize);
    },
  },
];

export function judgeNode(version: string): Finding {
  const major = Number(version.split('.')[0]);
  if (major >= 24) return well(`Node ${version}.`);
  return ill(
    `This ran with Node ${version}; Sprechzimmer needs 24, which it brings along.`,
    'Run it through npm, in the project’s folder: npx sprechzimmer doctor',
  );
}

/** A visit needs little; a homeserver that cannot write loses what it is told. */
export function judgeDisk(freeBytes: number): Finding {
  const free = `${(freeBytes / 1e9).toFixed(1)} GB are free where the data folder lies.`;
  if (freeBytes < 300e6)
    return ill(
      free,
      'Make room now: a database that cannot write stops every visit. Old logs and backups first.',
    );
  if (freeBytes < 2e9) return attention(free, 'Make room soon, or give the machine a larger disk.');
  return well(free);
}

/** Modes of one file or folder. @param shown as an admin knows it, relative to the data folder */
export function judgeMode(shown: string, mode: number, ownedByUs: boolean): readonly Finding[] {
  const found: Finding[] = [];
  if ((mode & 0o022) !== 0)
    found.push(
      ill(
        `Other accounts of this machine can write to ${shown}: they can change what the practice does.`,
        `Close it: chmod go-rwx ${shown}`,
      ),
    );
  else if ((mode & 0o044) !== 0)
    found.push(
      ill(
        `Other accounts of this machine can read ${shown}.`,
        `Close it (chmod go-rwx ${shown}). If others have accounts here, take the secrets in it for known.`,
      ),
    );
  if (!ownedByUs)
    found.push(
      attention(
        `${shown} belongs to another account than the one doctor runs as.`,
        'Run doctor and the practice as the same account, or chown the data folder to the one that starts the practice.',
      ),
    );
  return found;
}

/** What lies in a folder nobody else can enter is closed whatever its own mode. */
async function openFiles(dir: string): Promise<readonly Finding[]> {
  const uid = process.getuid?.();
  const judge = async (path: string, shown: string): Promise<readonly Finding[]> => {
    const { mode, uid: owner } = await lstat(path);
    return judgeMode(shown, mode, uid === undefined || owner === uid);
  };
  const own = await judge(dir, dir);
  const secrets = ['secrets.yaml', 'registration.yaml', ...(await keysIn(join(dir, 'synapse')))];
  const inside: Finding[] = [];
  for (const name of secrets)
    if (existsSync(join(dir, name))) inside.push(...(await judge(join(dir, name), join(dir, name))));
  return [...own, ...inside];
}

async function keysIn(synapse: string): Promise<readonly string[]> {
  const names = await readdir(synapse).catch(() => []);
  return names.filter((name) => /\.(?:key|yaml|db)$/.test(name)).map((name) => join('synapse', name));
}

/** There for seconds while accounts are made: it opens registration to whoever holds its secret. */
function leftovers(overlay: string): readonly Finding[] {
  if (!existsSync(overlay)) return [];
  return [
    attention(
      'A file that exists only while accounts are made is there: synapse/making-accounts.yaml.',
      'If nobody is adding a clinician just now, restart the practice: each start removes it.',
    ),
  ];
}
