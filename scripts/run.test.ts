import { type ChildProcess, spawn } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

/** A project with nothing in it but the way in: what it hands over to only says how it was called. */
let root: string;
const script = fileURLToPath(new URL('run.mjs', import.meta.url));
const help = fileURLToPath(new URL('../appservice/src/cli/help.json', import.meta.url));

const echo = `
const [command, ...args] = process.argv.slice(2);
console.log(JSON.stringify({ command, args, node: process.execPath }));
if (command === 'start') {
  setInterval(() => undefined, 1000);
  process.on('SIGINT', () => { console.log('SIGINT'); process.exit(7); });
  process.on('disconnect', () => process.exit(0));
} else {
  process.exitCode = Number(args[0] ?? 0);
  process.disconnect();
}
`;

beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'sprechzimmer-run-'));
  for (const dir of ['scripts', 'appservice/src/cli', 'tests', nodeDir()])
    await mkdir(join(root, dir), { recursive: true });
  await copyFile(script, join(root, 'scripts/run.mjs'));
  await copyFile(help, join(root, 'appservice/src/cli/help.json'));
  await writeFile(join(root, 'appservice/src/cli/main.ts'), echo);
  await writeFile(join(root, 'tests/run.ts'), echo);
  await symlink(process.execPath, join(root, nodeDir(), 'node'));
  await installed({});
});

afterEach(() => rm(root, { recursive: true, force: true }));

describe('the way in', () => {
  it('hands command and arguments over to Node 24, and its exit code back', async () => {
    const { code, out } = await run('check', '3', '--json');
    expect(code).toBe(3);
    expect(JSON.parse(out)).toEqual({
      command: 'check',
      args: ['3', '--json'],
      node: expect.stringContaining('node'),
    });
  });

  it('knows what is a test and what is a command', async () => {
    expect(JSON.parse((await run('test', 'unit')).out)).toMatchObject({ command: 'unit' });
  });

  it('passes one Ctrl-C on as one, and what came of it back', async () => {
    const running = begin('start');
    await says(running, '"command":"start"');
    running.child.kill('SIGINT');
    expect(await running.ended).toBe(7);
    expect(running.out.split('SIGINT')).toHaveLength(2);
  });

  it('takes what it started with it when it is killed', async () => {
    const running = begin('start');
    await says(running, '"command":"start"');
    running.child.kill('SIGKILL');
    // The pipe closes when nobody holds its other end any more.
    await running.ended;
  });
});

describe('a machine where something is missing', () => {
  const wanted = { 'node_modules/left-pad': { version: '1.3.0', integrity: 'sha512-x', resolved: 'none' } };

  it('has help before anything is installed', async () => {
    await lockfile(wanted);
    expect(await run('start', '--help')).toMatchObject({
      code: 0,
      out: expect.stringContaining('npm start -- '),
    });
    expect(await run('clinician', 'add', '--help')).toMatchObject({
      out: expect.stringContaining('Dr. Weber'),
    });
  });

  it('is told that the first start needs a network', async () => {
    await lockfile({ '': { dependencies: { 'left-pad': '1.3.0' } }, ...wanted });
    await writeFile(join(root, 'package.json'), '{"name":"x","dependencies":{"left-pad":"1.3.0"}}');
    const { code, err } = await run('start');
    expect(code).toBe(4);
    expect(err).toContain('The first start needs a network');
  });

  it('is told which Python it lacks, before anything is downloaded', async () => {
    await lockfile(wanted);
    const none = await run({ PYTHON: join(root, 'no-such-python') }, 'start');
    expect(none).toMatchObject({ code: 4, err: expect.stringContaining('Python 3.10 or newer is needed') });
    await writeFile(join(root, 'python'), '#!/bin/sh\necho 3 8 1\n', { mode: 0o755 });
    const old = await run({ PYTHON: join(root, 'python') }, 'start');
    expect(old).toMatchObject({ code: 4, err: expect.stringContaining('this machine has 3.8') });
    await writeFile(join(root, 'python'), '#!/bin/sh\necho 3 12 0\n', { mode: 0o755 });
    const bare = await run({ PYTHON: join(root, 'python') }, 'start');
    expect(bare).toMatchObject({ code: 4, err: expect.stringContaining('without its venv module') });
  });

  it('asks Python without running what lies in the folder it is started from', async () => {
    await lockfile(wanted);
    const isolated = '#!/bin/sh\n[ "$1" = -I ] && echo 3 12 0\n';
    await writeFile(join(root, 'python'), isolated, { mode: 0o755 });
    const { err } = await run({ PYTHON: join(root, 'python') }, 'start');
    expect(err).toContain('without its venv module');
  });

  it('installs again when the lockfile has changed, and only then', async () => {
    await installed(wanted);
    expect((await run('check')).code).toBe(0);
    await lockfile({ 'node_modules/left-pad': { version: '1.3.1', integrity: 'sha512-y' } });
    expect((await run('check')).out).toContain('Installing what the lockfile names');
  });

  it('does not miss what is built for other systems, or is part of the project', async () => {
    await installed({});
    await lockfile({
      '': { name: 'x' },
      protocol: { version: '1.0.0' },
      'node_modules/@x/protocol': { resolved: 'protocol', link: true },
      'node_modules/fsevents': { version: '2.0.0', optional: true },
    });
    expect((await run('check')).code).toBe(0);
  });
});

interface Running {
  readonly child: ChildProcess;
  out: string;
  err: string;
  readonly ended: Promise<number | null>;
}

function begin(...given: readonly (string | Record<string, string>)[]): Running {
  const args = given.filter((arg) => typeof arg === 'string');
  const extra = Object.assign({}, ...given.filter((arg) => typeof arg !== 'string'));
  const child = spawn(process.execPath, [join(root, 'scripts/run.mjs'), ...args], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: {
      PATH: process.env['PATH'] ?? '',
      HOME: root,
      npm_config_registry: 'http://127.0.0.1:9/',
      npm_config_fetch_retries: '0',
      ...extra,
    },
  });
  const running: Running = {
    child,
    out: '',
    err: '',
    ended: new Promise((resolve) => child.on('close', resolve)),
  };
  child.stdout?.on('data', (chunk: Buffer) => {
    running.out += chunk.toString();
  });
  child.stderr?.on('data', (chunk: Buffer) => {
    running.err += chunk.toString();
  });
  return running;
}

async function run(...given: readonly (string | Record<string, string>)[]) {
  const running = begin(...given);
  const code = await running.ended;
  return { code, out: running.out, err: running.err };
}

async function says(running: Running, words: string): Promise<void> {
  while (!running.out.includes(words)) await pause(20);
}

async function lockfile(packages: Record<string, unknown>): Promise<void> {
  await writeFile(join(root, 'package-lock.json'), JSON.stringify({ lockfileVersion: 3, packages }));
}

async function installed(packages: Record<string, unknown>): Promise<void> {
  await lockfile(packages);
  await writeFile(join(root, 'node_modules/.package-lock.json'), JSON.stringify({ packages }));
}

function nodeDir(): string {
  return `node_modules/node-${process.platform}-${process.arch}/bin`;
}
