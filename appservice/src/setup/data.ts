/** Makes a data folder whole: safe to repeat, and the configuration always wins over what was rendered before. */

import { randomBytes } from 'node:crypto';
import { existsSync } from 'node:fs';
import { readFile, rm } from 'node:fs/promises';
import { setValues } from '../config/edit.ts';
import { readConfig } from '../config/read.ts';
import { renderSample, startingValues } from '../config/sample.ts';
import type { Config, ConfigInput } from '../config/sections.ts';
import { renderHomeserverConfig, renderHomeserverLogConfig } from './homeserver-config.ts';
import { type Ledger, readLedger, writeLedger } from './ledger.ts';
import { type DataPaths, dataPaths } from './paths.ts';
import { makePrivateDir, writeIfChanged, writePrivately } from './private-file.ts';
import { renderRegistration } from './registration.ts';
import { ensureSecrets, newSecret, readSecretFile, type Secrets } from './secrets.ts';

export interface PreparedData {
  readonly config: Config;
  readonly paths: DataPaths;
  readonly secrets: Secrets;
  readonly ledger: Ledger;
  /** There was no `sprechzimmer.yaml` before. */
  readonly fresh: boolean;
}

/**
 * Creates what is missing: folder, `sprechzimmer.yaml`, secrets, keys. Renders `registration.yaml` and the homeserver’s
 * files from the configuration. Call it with the data folder locked.
 *
 * @param overrides written into `sprechzimmer.yaml` before it is read
 * @throws ConfigFaults for a wrong configuration, Trouble for a folder that cannot be used
 */
export async function prepareData(dataDir: string, overrides: ConfigInput = {}): Promise<PreparedData> {
  const paths = dataPaths(dataDir);
  for (const dir of [paths.dir, paths.logs, paths.synapse, paths.media]) await makePrivateDir(dir);

  // Left behind by a start that was killed at the wrong moment. The secret in it opens nothing any more.
  await rm(paths.accountsOverlay, { force: true });
  const fresh = await writeConfig(paths, overrides);
  const before = await readLedger(paths.ledger);
  const config = await readConfig(
    paths.config,
    before === undefined ? {} : { serverName: before.serverName },
  );
  const secrets = await ensureSecrets(paths.secrets);
  await renderAll(config, paths, secrets);

  const ledger = before ?? { version: 1, serverName: config.homeserver.serverName, accounts: [] };
  if (before === undefined) await writeLedger(paths.ledger, ledger);
  return { config, paths, secrets, ledger, fresh };
}

async function writeConfig(paths: DataPaths, overrides: ConfigInput): Promise<boolean> {
  if (!existsSync(paths.config)) {
    const serverName = overrides.homeserver?.serverName;
    await writePrivately(paths.config, renderSample(merged(startingValues(serverName), overrides)));
    return true;
  }
  if (Object.keys(overrides).length > 0)
    await writeIfChanged(paths.config, setValues(await readFile(paths.config, 'utf8'), overrides));
  return false;
}

/** Settings of the second win over those of the first. */
function merged(first: ConfigInput, second: ConfigInput): ConfigInput {
  const { clinicians, ...sections } = second;
  const both = Object.entries(sections).map(([name, inner]) => [
    name,
    { ...Object.entries(first).find(([other]) => other === name)?.[1], ...inner },
  ]);
  return { ...first, ...Object.fromEntries(both), ...(clinicians === undefined ? {} : { clinicians }) };
}

async function renderAll(config: Config, paths: DataPaths, secrets: Secrets): Promise<void> {
  await keep(paths.signingKey, newSigningKey);
  await keep(paths.macaroonKey, newSecret);
  await keep(paths.formSecret, newSecret);
  await writeIfChanged(paths.voucherKey, `${secrets.voucherKey}\n`);
  await writeIfChanged(paths.stewardKey, `${secrets.stewardKey}\n`);
  await writeIfChanged(
    paths.registration,
    renderRegistration({
      serverName: config.homeserver.serverName,
      transactionsPort: config.web.transactionsPort,
      asToken: secrets.asToken,
      hsToken: secrets.hsToken,
    }),
  );
  await writeIfChanged(paths.homeserverLogConfig, await renderHomeserverLogConfig(paths));
  const { secretFile } = config.turn;
  const { databasePasswordFile } = config.homeserver;
  const homeserver = await renderHomeserverConfig(config, paths, {
    macaroonKeyPath: paths.macaroonKey,
    formSecretPath: paths.formSecret,
    turnSecret:
      secretFile === undefined
        ? secrets.turnSecret
        : await readSecretFile(paths.dir, secretFile, 'turn.secretFile'),
    databasePassword:
      databasePasswordFile === undefined
        ? undefined
        : await readSecretFile(paths.dir, databasePasswordFile, 'homeserver.databasePasswordFile'),
  });
  await writeIfChanged(paths.homeserverConfig, homeserver);
}

/** Makes a key file once; what exists is never touched. */
async function keep(file: string, make: () => string): Promise<void> {
  if (!existsSync(file)) await writePrivately(file, `${make()}\n`);
}

/** The format of Synapse’s signing keys: algorithm, version, seed. */
function newSigningKey(): string {
  const version = randomBytes(2).toString('hex');
  return `ed25519 a_${version} ${randomBytes(32).toString('base64').replace(/=+$/, '')}`;
}
