/** `export-evidence`: what an auditor gets, in one folder. */

import { resolve } from 'node:path';
import project from '../../../package.json' with { type: 'json' };
import type { Config } from '../config/sections.ts';
import { examinePractice } from '../doctor/doctor.ts';
import { gatherEvidence, sumsFile } from '../evidence/evidence.ts';
import { filesWithSecrets } from '../evidence/no-secret.ts';
import { writeEvidence } from '../evidence/write-evidence.ts';
import { tryLock } from '../setup/lock.ts';
import type { DataPaths } from '../setup/paths.ts';
import { readRunning } from '../setup/running.ts';
import { readSecretFile, readSecrets } from '../setup/secrets.ts';
import { type ExitCode, exitCodes, Trouble } from '../setup/trouble.ts';
import type { Overview } from '../store/overview.ts';
import type { Options } from './command-line.ts';
import { withPractice } from './own-store.ts';
import { tell } from './tell.ts';
import { localDay } from './visit-words.ts';

export async function exportEvidence(dataDir: string, options: Options): Promise<ExitCode> {
  const now = new Date();
  const folder = resolve(options.out ?? `evidence-${localDay(now)}`);
  const evidence = await withPractice(dataDir, async ({ config, paths, store }) => {
    const overview = await store.overview();
    const gathered = await gatherEvidence({
      version: project.version,
      atMs: now.getTime(),
      config,
      overview,
      examination: await examinePractice(paths),
      running: isRunning(paths) ? await readRunning(paths) : undefined,
    });
    const found = filesWithSecrets(gathered, await mustNotBeIn(config, paths, overview));
    if (found.length > 0)
      throw new Trouble(
        exitCodes.unexpected,
        'Nothing was written: something that must not be handed on would have been in it. Please report this.',
        found,
      );
    return gathered;
  });
  await writeEvidence(folder, evidence);
  tell('export-evidence', options, {
    text: [
      `Wrote ${evidence.size} files to ${folder}.`,
      `Read README.md there before you hand it on. To check it later: cd ${folder} && sha256sum --check ${sumsFile}`,
    ].join('\n'),
    json: { ok: true, folder, files: [...evidence.keys()] },
  });
  // Whoever did not answer the check-up may still hold a connection open: it must not hold us.
  setTimeout(() => process.exit(), 1500).unref();
  return exitCodes.done;
}

function isRunning(paths: DataPaths): boolean {
  const held = tryLock(paths.lock);
  held?.release();
  return held === undefined;
}

/** Secrets, accounts and generated names of this practice. */
async function mustNotBeIn(
  config: Config,
  paths: DataPaths,
  { visits }: Overview,
): Promise<readonly string[]> {
  const { voucherKey, stewardKey, asToken, hsToken, turnSecret } = await readSecrets(paths.secrets);
  const named = [
    config.store.passwordFile,
    config.homeserver.databasePasswordFile,
    config.turn.secretFile,
  ].flatMap((file) => (file === undefined ? [] : [file]));
  const inFiles = await Promise.all(named.map((file) => readSecretFile(paths.dir, file, 'a secret file')));
  const accounts = config.clinicians.flatMap(({ user, name }) => [user, name]);
  return [
    ...[voucherKey, stewardKey, asToken, hsToken, turnSecret],
    ...inFiles,
    ...accounts,
    ...visits.map(({ id }) => id),
  ];
}
