/** The practice's own database, opened by a command beside the running practice, or while it stands still. */

import { existsSync } from 'node:fs';
import { storeUrl } from '../config/mapping.ts';
import { readConfig } from '../config/read.ts';
import type { Config } from '../config/sections.ts';
import { readLedger } from '../setup/ledger.ts';
import { type DataPaths, dataPaths } from '../setup/paths.ts';
import { readSecretFile } from '../setup/secrets.ts';
import { exitCodes, Trouble } from '../setup/trouble.ts';
import { type CurrentStore, openCurrent } from '../store/open-store.ts';

export interface OwnPractice {
  readonly config: Config;
  readonly paths: DataPaths;
  readonly store: CurrentStore;
}

/**
 * Changes no table: the running practice may be of another version.
 * @throws Trouble or ConfigFaults: no practice here, a database that cannot be read or is of another version
 */
export async function withPractice<T>(
  dataDir: string,
  work: (practice: OwnPractice) => Promise<T>,
): Promise<T> {
  const paths = dataPaths(dataDir);
  const ledger = await readLedger(paths.ledger);
  if (ledger === undefined)
    throw environment(
      `There is no practice in ${dataDir} yet. Start it once (npm start), or name another with --data.`,
    );
  const config = await readConfig(paths.config, { serverName: ledger.serverName });
  const { passwordFile, database } = config.store;
  if (database === 'sqlite' && !existsSync(paths.store))
    throw environment(`The practice in ${dataDir} has not been started yet: npm start`);
  const password =
    passwordFile === undefined
      ? undefined
      : await readSecretFile(paths.dir, passwordFile, 'store.passwordFile');
  const store = openCurrent({ url: storeUrl(config, paths.store, password) });
  try {
    const state = await store.state().catch(() => 'unreadable' as const);
    if (state !== 'current') throw environment(says[state]);
    return await work({ config, paths, store });
  } finally {
    await store.close();
  }
}

const environment = (text: string) => new Trouble(exitCodes.environment, text);

const says = {
  unreadable: 'The database of the practice cannot be read. Is it running, and is store.database right?',
  older:
    'The database of the practice is of an earlier version of Sprechzimmer. Start the practice anew (npm start): that brings it up to date.',
  newer: 'The database of the practice was written by a newer version of Sprechzimmer. Use that one.',
} as const;
