/** Starts a whole practice and holds it together: homeserver, appservice, front. */

import { existsSync } from 'node:fs';
import type { UserId } from '@sprechzimmer/protocol';
import type { Config, ConfigInput } from '../config/sections.ts';
import { makeAccounts, type NewAccount } from './accounts.ts';
import { ensureClient } from './client-build.ts';
import { type PreparedData, prepareData } from './data.ts';
import { startHomeserver } from './homeserver.ts';
import { writeLedger } from './ledger.ts';
import { tryLock } from './lock.ts';
import { type NodePartOptions, startNodePart } from './node-part.ts';
import type { Part } from './part.ts';
import { dataPaths } from './paths.ts';
import { checkPorts, freePorts, type Ports } from './ports.ts';
import { makePrivateDir } from './private-file.ts';
import { forgetRunning, noteRunning } from './running.ts';
import { type Steps, silentSteps } from './steps.ts';
import { fileTrouble, type Trouble, troubles } from './trouble.ts';
import { ensureVenv } from './venv.ts';

export interface PracticeOptions {
  readonly dataDir: string;
  /** Written into `sprechzimmer.yaml` first; what is not named keeps its value. */
  readonly overrides?: ConfigInput;
  /** `free`: four free ports, written into `sprechzimmer.yaml` if the folder is fresh. Undefined: those of the file. */
  readonly ports?: Ports | 'free';
  /** An already built client to serve. Undefined: this project’s, built first if it is missing or stale. */
  readonly pages?: string;
  /** False: no web server, and no pages for it. For work that nobody needs to reach from outside. Default true. */
  readonly front?: boolean;
  readonly steps?: Steps;
  /** Called for each new account at once: the password is not kept. */
  readonly onAccount?: (account: NewAccount) => void;
  /** Stops the start, or the practice. */
  readonly signal?: AbortSignal;
}

export interface Practice {
  readonly config: Config;
  readonly publicUrl: string;
  readonly homeserverUrl: string;
  readonly apiUrl: string;
  /** All of the configuration; with a password where the account was made by this start. */
  readonly clinicians: readonly {
    readonly userId: UserId;
    readonly name: string;
    readonly password: string | undefined;
  }[];
  /** The data folder was made by this start. */
  readonly fresh: boolean;
  /** Resolves when a part stops by itself. The others are still running then: call `stop`. */
  readonly died: Promise<Trouble>;
  /** Stops everything, in the order in which nothing is lost. Safe to repeat. */
  stop(): Promise<void>;
}

/** @throws Trouble or ConfigFaults; then nothing is left running */
export async function startPractice(options: PracticeOptions): Promise<Practice> {
  const { dataDir, steps = silentSteps, signal } = options;
  const paths = dataPaths(dataDir);
  await makePrivateDir(paths.dir);
  const held = lockData(paths.lock, dataDir);
  const running: Running = { parts: [] };
  const stop = async (): Promise<void> => {
    await stopAll(running);
    await forgetRunning(paths);
    held.release();
  };
  try {
    await noteRunning(paths);
    const { data, passwords, python } = await prepare(options);
    const parts = await steps.run('Starting homeserver, appservice and pages', () =>
      startParts(python, data, options, running),
    );
    signal?.throwIfAborted();
    const { web, clinicians } = data.config;
    return {
      config: data.config,
      publicUrl: web.publicUrl,
      homeserverUrl: parts.homeserverUrl,
      apiUrl: `http://127.0.0.1:${web.apiPort}`,
      clinicians: clinicians.map(({ user, name }) => ({ userId: user, name, password: passwords.get(user) })),
      fresh: data.fresh,
      died: parts.died,
      stop,
    };
  } catch (error) {
    await stop();
    throw error;
  }
}

/** Makes accounts that the configuration names and the homeserver lacks. The data folder must be locked. */
export async function makeMissingAccounts(
  python: string,
  data: PreparedData,
  onAccount: (account: NewAccount) => void,
): Promise<void> {
  const { config, paths, ledger } = data;
  const wanted = config.clinicians
    .map(({ user, name }) => ({ userId: user, name }))
    .filter(({ userId }) => !ledger.accounts.includes(userId));
  if (wanted.length === 0) return;
  const accounts = [...ledger.accounts];
  await makeAccounts({
    python,
    paths,
    port: config.homeserver.port,
    wanted,
    made: async (account) => {
      onAccount(account);
      accounts.push(account.userId);
      await writeLedger(paths.ledger, { ...ledger, accounts });
    },
  });
}

/** @throws Trouble when another process works in this data folder */
export function lockData(file: string, dataDir: string): { release(): void } {
  try {
    const held = tryLock(file);
    if (held !== undefined) return held;
  } catch (error) {
    throw fileTrouble(dataDir, error);
  }
  throw troubles.dataInUse(dataDir);
}

interface Running {
  parts: { readonly name: string; readonly part: Part }[];
}

async function prepare(options: PracticeOptions) {
  const {
    dataDir,
    overrides = {},
    ports,
    pages,
    steps = silentSteps,
    onAccount,
    signal,
    front = true,
  } = options;
  const data = await steps.run('Reading the configuration', async () => {
    const prepared = await prepareData(dataDir, await withPorts(overrides, ports, dataDir));
    await checkPorts(prepared.config);
    return prepared;
  });
  signal?.throwIfAborted();
  // The one waits for the network, the other for the processor.
  const building = pages === undefined && front ? beginClient() : undefined;
  const { python } = await steps.run('Python environment of the homeserver', (log) => ensureVenv({ log }));
  signal?.throwIfAborted();
  if (building !== undefined) await steps.run('Pages', building);
  signal?.throwIfAborted();

  const passwords = new Map<UserId, string>();
  const missing = data.config.clinicians.some(({ user }) => !data.ledger.accounts.includes(user));
  if (missing)
    await steps.run('Making accounts for clinicians', () =>
      makeMissingAccounts(python, data, (account) => {
        if (account.password !== undefined) passwords.set(account.userId, account.password);
        onAccount?.(account);
      }),
    );
  signal?.throwIfAborted();
  return { data, passwords, python };
}

/** Begins at once; what comes of it, and what it says, is for whoever asks later. */
function beginClient(): (say: (line: string) => void) => Promise<void> {
  const said: string[] = [];
  let say = (line: string): void => {
    said.push(line);
  };
  const building = ensureClient((line) => say(line));
  building.catch(() => undefined);
  return (listener) => {
    say = listener;
    for (const line of said) listener(line);
    return building;
  };
}

async function startParts(
  python: string,
  { config, paths }: PreparedData,
  { pages, front = true }: Pick<PracticeOptions, 'pages' | 'front'>,
  running: Running,
) {
  const deaths: Promise<Trouble>[] = [];
  const keep = <P extends Part>(name: string, logFile: string, part: P): P => {
    running.parts.push({ name, part });
    deaths.push(deathOf(name, logFile, part));
    return part;
  };
  const node = async (options: NodePartOptions): Promise<void> => {
    const command = [...options.command, '--data', paths.dir];
    keep(options.name, options.logFile, await startNodePart({ ...options, command }));
  };
  const startedHomeserver = startHomeserver({
    python,
    paths,
    port: config.homeserver.port,
    configFiles: [paths.homeserverConfig],
  }).then((homeserver) => keep('homeserver', paths.homeserverOutput, homeserver));
  // All of them are awaited even when one fails: what started must be known to be stopped.
  const settled = await Promise.allSettled([
    startedHomeserver,
    node({
      name: 'appservice',
      command: ['appservice'],
      logFile: paths.appserviceLog,
      after: startedHomeserver,
    }),
    ...(front
      ? [
          node({
            name: 'web server',
            command: pages === undefined ? ['front'] : ['front', '--pages', pages],
            logFile: paths.frontLog,
          }),
        ]
      : []),
  ]);
  for (const outcome of settled) if (outcome.status === 'rejected') throw outcome.reason;
  const { url } = await startedHomeserver;
  return { homeserverUrl: url, died: Promise.race(deaths) };
}

/** Never resolves for a part that was asked to stop. */
function deathOf(name: string, logFile: string, part: Part): Promise<Trouble> {
  return new Promise((resolve) => {
    part.ended.then(
      ({ asked, tail }) => {
        if (!asked) resolve(troubles.partDied(name, tail, logFile));
      },
      () => undefined,
    );
  });
}

/** Front first, so that nobody begins anything new; the homeserver last, so that the appservice can finish. */
async function stopAll(running: Running): Promise<void> {
  for (const name of ['web server', 'appservice', 'homeserver'])
    await Promise.all(running.parts.filter((entry) => entry.name === name).map(({ part }) => part.stop()));
}

async function withPorts(
  overrides: ConfigInput,
  ports: PracticeOptions['ports'],
  dataDir: string,
): Promise<ConfigInput> {
  if (ports === undefined) return overrides;
  if (ports === 'free' && existsSync(dataPaths(dataDir).config)) return overrides;
  const { front, homeserver, api, transactions } = ports === 'free' ? await freePorts() : ports;
  return {
    ...overrides,
    web: {
      publicUrl: `http://localhost:${front}`,
      port: front,
      apiPort: api,
      transactionsPort: transactions,
      ...overrides.web,
    },
    homeserver: { port: homeserver, ...overrides.homeserver },
  };
}
