/** Where things lie: in the project, and in the data folder of a practice. */

import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The project’s own folder. */
export const projectDir = fileURLToPath(new URL('../../..', import.meta.url)).replace(/\/$/, '');

export const projectPaths = {
  cache: join(projectDir, '.cache'),
  requirements: join(projectDir, 'synapse-config', 'requirements.txt'),
  testRequirements: join(projectDir, 'synapse-config', 'requirements-test.txt'),
  homeserverTemplate: join(projectDir, 'synapse-config', 'homeserver.template.yaml'),
  logTemplate: join(projectDir, 'synapse-config', 'log.template.yaml'),
  /** Goes on PYTHONPATH: holds the package `sprechzimmer_steward`. */
  steward: join(projectDir, 'synapse-config', 'steward'),
  homeserverLauncher: join(projectDir, 'appservice', 'src', 'setup', 'run_homeserver.py'),
  passwordSetter: join(projectDir, 'appservice', 'src', 'setup', 'set_password.py'),
  cli: join(projectDir, 'appservice', 'src', 'cli', 'main.ts'),
  client: join(projectDir, 'client'),
  clientDist: join(projectDir, 'client', 'dist'),
  defaultData: join(projectDir, 'data'),
} as const;

/** Everything one practice keeps. Only its owner can read the folder. */
export function dataPaths(dataDir: string) {
  const synapse = join(dataDir, 'synapse');
  const logs = join(dataDir, 'logs');
  return {
    dir: dataDir,
    config: join(dataDir, 'sprechzimmer.yaml'),
    secrets: join(dataDir, 'secrets.yaml'),
    registration: join(dataDir, 'registration.yaml'),
    /** What was made already: server name, accounts. */
    ledger: join(dataDir, 'ledger.json'),
    lock: join(dataDir, '.lock'),
    store: join(dataDir, 'sprechzimmer.db'),
    /** Written by a command that has left work in the store for the running appservice. */
    nudge: join(dataDir, '.nudge'),
    logs,
    appserviceLog: join(logs, 'appservice.log'),
    frontLog: join(logs, 'front.log'),
    homeserverLog: join(logs, 'homeserver.log'),
    /** What the homeserver says before its own log begins, and when it breaks. */
    homeserverOutput: join(logs, 'homeserver-output.log'),
    synapse,
    homeserverConfig: join(synapse, 'homeserver.yaml'),
    homeserverLogConfig: join(synapse, 'log.yaml'),
    homeserverDatabase: join(synapse, 'homeserver.db'),
    signingKey: join(synapse, 'signing.key'),
    media: join(synapse, 'media'),
    voucherKey: join(synapse, 'voucher.key'),
    /** There only while accounts are being made: holds a registration secret. */
    accountsOverlay: join(synapse, 'making-accounts.yaml'),
    stewardKey: join(synapse, 'steward.key'),
    macaroonKey: join(synapse, 'macaroon.key'),
    formSecret: join(synapse, 'form.key'),
  } as const;
}

export type DataPaths = ReturnType<typeof dataPaths>;
