/** The commands an admin runs by hand. `start` has a file of its own. */

import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { addClinician } from '../config/edit.ts';
import { ConfigFaults } from '../config/fault.ts';
import { notesOn, showNote } from '../config/notes.ts';
import { parseConfig, readConfig } from '../config/read.ts';
import { renderReference } from '../config/reference.ts';
import { renderSample, startingValues } from '../config/sample.ts';
import type { ConfigInput } from '../config/sections.ts';
import type { NewAccount } from '../setup/accounts.ts';
import { prepareData } from '../setup/data.ts';
import { readLedger } from '../setup/ledger.ts';
import { type DataPaths, dataPaths, projectPaths } from '../setup/paths.ts';
import { checkPorts } from '../setup/ports.ts';
import { lockData, makeMissingAccounts } from '../setup/practice.ts';
import { makePrivateDir, writeIfChanged } from '../setup/private-file.ts';
import { setPassword } from '../setup/reset-password.ts';
import { type ExitCode, exitCodes } from '../setup/trouble.ts';
import { ensureVenv } from '../setup/venv.ts';
import { type Options, usage } from './command-line.ts';
import { faultForMachines, tell } from './tell.ts';
import { stepsFor } from './terminal.ts';
import { texts } from './texts.ts';

export function dataDirOf(options: Options): string {
  return resolve(options.data ?? projectPaths.defaultData);
}

export async function init(options: Options): Promise<ExitCode> {
  if (options.print === true) {
    const sample = renderSample(startingValues(options['server-name']));
    tell('init', options, { text: sample.trimEnd(), json: { ok: true, file: null, made: false, sample } });
    return exitCodes.done;
  }
  const paths = dataPaths(dataDirOf(options));
  if (existsSync(paths.config) && Object.keys(wishes(options)).length > 0)
    throw usage(`${paths.config} exists already. Change it there.`, 'init');
  await locked(paths, async () => {
    const { fresh } = await prepareData(paths.dir, wishes(options));
    const text = fresh ? texts.initDone(paths.config) : texts.initThere(paths.config);
    tell('init', options, { text, json: { ok: true, file: paths.config, made: fresh, sample: null } });
  });
  return exitCodes.done;
}

export async function check(options: Options): Promise<ExitCode> {
  const paths = dataPaths(dataDirOf(options));
  const ledger = await readLedger(paths.ledger);
  const { faults, notes } = await readConfig(
    paths.config,
    ledger === undefined ? {} : { serverName: ledger.serverName },
  ).then(
    (config) => ({ faults: [], notes: notesOn(config) }),
    (error: unknown) => {
      if (error instanceof ConfigFaults) return { faults: error.faults, notes: [] };
      throw error;
    },
  );
  const ok = faults.length === 0;
  if (!ok && options.json !== true) throw new ConfigFaults(faults);
  tell('check', options, {
    text: [texts.checkDone(paths.config), ...notes.map(showNote)].join('\n'),
    json: {
      ok,
      file: paths.config,
      faults: faults.map(faultForMachines),
      notes: notes.map(({ setting, says }) => ({ setting, message: says })),
    },
  });
  return ok ? exitCodes.done : exitCodes.configuration;
}

export function configReference(options: Options): ExitCode {
  const markdown = renderReference();
  tell('config reference', options, { text: markdown.trimEnd(), json: { ok: true, markdown } });
  return exitCodes.done;
}

export async function clinicianAdd(name: string, options: Options): Promise<ExitCode> {
  const { display } = options;
  if (display === undefined)
    throw usage('clinician add needs --display, the name patients read.', 'clinician add');
  const paths = dataPaths(dataDirOf(options));
  await locked(paths, async () => {
    const before = await prepareData(paths.dir);
    const user = fullName(name, before.config.homeserver.serverName);
    const text = addClinician(await readFile(paths.config, 'utf8'), { user, name: display });
    // Only a configuration that is right as a whole replaces the one that was.
    parseConfig(paths.config, text, { serverName: before.ledger.serverName });
    await checkPorts(before.config);
    await writeIfChanged(paths.config, text);
    const data = await prepareData(paths.dir);
    const { python } = await stepsFor(options).run('Python environment of the homeserver', (log) =>
      ensureVenv({ log }),
    );
    await tellAccounts('clinician add', options, (onAccount) => makeMissingAccounts(python, data, onAccount));
  });
  return exitCodes.done;
}

export async function clinicianPassword(name: string, options: Options): Promise<ExitCode> {
  const paths = dataPaths(dataDirOf(options));
  await locked(paths, async () => {
    const { config } = await prepareData(paths.dir);
    const user = fullName(name, config.homeserver.serverName);
    const clinician = config.clinicians.find((listed) => listed.user === user);
    if (clinician === undefined)
      throw usage(`${user} is not among the clinicians of ${paths.config}.`, 'clinician password');
    const { python } = await stepsFor(options).run('Python environment of the homeserver', (log) =>
      ensureVenv({ log }),
    );
    await tellAccounts('clinician password', options, async (onAccount) => {
      const password = await setPassword(python, paths, clinician.user);
      onAccount({ userId: clinician.user, name: clinician.name, password });
    });
  });
  return exitCodes.done;
}

/** A person sees each password at once: what was made and not shown would be lost, whatever fails after it. */
async function tellAccounts(
  command: 'clinician add' | 'clinician password',
  options: Options,
  work: (onAccount: (account: NewAccount) => void) => Promise<void>,
): Promise<void> {
  const made: NewAccount[] = [];
  const show = (account: NewAccount) => console.log(texts.account(account));
  try {
    await work((account) => (options.json === true ? made.push(account) : show(account)));
  } catch (error) {
    for (const account of made) console.error(texts.account(account));
    throw error;
  }
  if (options.json !== true) return;
  const accounts = made.map(({ password = null, ...account }) => ({ ...account, password }));
  tell(command, options, { text: '', json: { ok: true, accounts } });
}

/** `weber` and `@weber:server` are the same. */
function fullName(name: string, serverName: string): string {
  return name.startsWith('@') ? name : `@${name}:${serverName}`;
}

async function locked(paths: DataPaths, work: () => Promise<void>): Promise<void> {
  await makePrivateDir(paths.dir);
  const held = lockData(paths.lock, paths.dir);
  try {
    await work();
  } finally {
    held.release();
  }
}

function wishes(options: Options): ConfigInput {
  const { practice, 'server-name': serverName, 'public-url': publicUrl } = options;
  return {
    ...(practice === undefined ? {} : { practice: { name: practice } }),
    ...(publicUrl === undefined ? {} : { web: { publicUrl } }),
    ...(serverName === undefined ? {} : { homeserver: { serverName } }),
  };
}
