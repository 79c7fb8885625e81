import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { prepareData } from '../setup/data.ts';
import { dataPaths, projectPaths } from '../setup/paths.ts';
import { freePorts, type Ports } from '../setup/ports.ts';
import { ensureVenv } from '../setup/venv.ts';

/** `sprechzimmer …` in a process of its own, as a person would start it. */
class Run {
  readonly child: ChildProcess;
  /** Both streams, as a terminal would show them. */
  said = '';
  readonly ended: Promise<number | null>;

  constructor(args: readonly string[]) {
    this.child = spawn(process.execPath, [projectPaths.cli, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    for (const stream of [this.child.stdout, this.child.stderr])
      stream?.on('data', (chunk: Buffer) => {
        this.said += chunk.toString();
      });
    this.ended = new Promise((resolve) => this.child.on('close', resolve));
  }

  /** @throws Error with what was said, when it ends without having said this */
  async says(words: string): Promise<void> {
    let ended = false;
    void this.ended.then(() => {
      ended = true;
    });
    while (!this.said.includes(words)) {
      if (ended) throw new Error(`it ended and never said “${words}”:\n${this.said}`);
      await pause(20);
    }
  }

  interrupt(): void {
    this.child.kill('SIGINT');
  }
}

const ready = 'Ctrl-C stops everything.';
let root: string;
let dir: string;
let pages: string;
let ports: Ports;
let password: string;
const runs: Run[] = [];

beforeAll(async () => {
  await ensureVenv({ log: () => undefined });
  root = await mkdtemp(join(tmpdir(), 'sprechzimmer-cli-'));
  dir = join(root, 'data');
  pages = join(root, 'pages');
  for (const page of ['', 'j', 'desk']) {
    await mkdir(join(pages, page), { recursive: true });
    await writeFile(join(pages, page, 'index.html'), `<title>${page}</title>`);
  }
  ports = await freePorts();
  await prepareData(dir, {
    web: {
      publicUrl: `http://localhost:${ports.front}`,
      port: ports.front,
      apiPort: ports.api,
      transactionsPort: ports.transactions,
    },
    homeserver: { port: ports.homeserver },
  });
});

afterEach(async () => {
  for (const { child } of runs) if (child.exitCode === null) child.kill('SIGKILL');
  await until(async () => (await processesOf(dir)).length === 0);
  runs.length = 0;
});

afterAll(() => rm(root, { recursive: true, force: true, maxRetries: 3 }));

function sprechzimmer(...args: readonly string[]): Run {
  const run = new Run(args);
  runs.push(run);
  return run;
}

function start(...more: readonly string[]): Run {
  return sprechzimmer('start', '--data', dir, '--pages', pages, ...more);
}

describe('a practice on a real homeserver', () => {
  it('comes up from nothing, and tells where the desk is and how to sign in', async () => {
    const run = start();
    await run.says(ready);
    expect(run.said).toContain(`http://localhost:${ports.front}/desk/`);
    expect(run.said).toMatch(/User name +doktor/);
    password = /Password +([a-z0-9-]{23})/.exec(run.said)?.[1] ?? '';
    expect(run.said.split(password)).toHaveLength(2);
    expect(await signIn('doktor', password)).toBe(200);

    expect(await status('/')).toBe(200);
    expect(await status('/desk/')).toBe(200);
    expect(await status('/api/v1/health')).toBe(200);
    expect(await status('/_matrix/client/versions')).toBe(200);
    expect(await status('/_synapse/admin/v1/register')).toBe(404);
    await stopped(run);
  });

  it('leaves nobody with power over the server, and no secret to become one', async () => {
    const users = new DatabaseSync(dataPaths(dir).homeserverDatabase, { readOnly: true });
    try {
      const all = users.prepare('SELECT name, admin FROM users').all();
      expect(all.map(({ name }) => String(name).split(':')[0]).sort()).toEqual(['@doktor', '@sprechzimmer']);
      for (const { admin } of all) expect(admin).toBe(0);
    } finally {
      users.close();
    }
    for (const entry of await readdir(dir, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const file = join(entry.parentPath, entry.name);
      const bytes = await readFile(file);
      expect(bytes.includes('registration_shared_secret'), file).toBe(false);
      expect(bytes.includes(password), file).toBe(false);
      expect((await stat(file)).mode & 0o077, file).toBe(0);
    }
    expect(existsSync(join(dir, 'synapse', 'making-accounts.yaml'))).toBe(false);
  });

  it('finds everything as it was at the second start, in seconds, and shows no password again', async () => {
    const run = start();
    await run.says(ready);
    expect(run.said).not.toContain('Making accounts');
    expect(run.said).toContain('the one that was shown when the account was made');
    expect(await signIn('doktor', password)).toBe(200);
    await stopped(run);
  });

  it.each(['SIGTERM', 'SIGHUP'] as const)('stops all of it on %s, also for a script', async (signal) => {
    const run = start('--json');
    await run.says('\n}\n');
    // Nothing but the one document: no step, no greeting.
    expect(JSON.parse(run.said)).toMatchObject({
      ok: true,
      desk: `http://localhost:${ports.front}/desk/`,
      clinicians: [{ name: 'Dr. Muster', password: null }],
    });
    expect((await processesOf(dir)).length).toBeGreaterThanOrEqual(4);
    run.child.kill(signal);
    expect(await run.ended).toBe(0);
    expect(JSON.parse(run.said)).toMatchObject({ ok: true });
    expect(await processesOf(dir)).toEqual([]);
  });

  it('stops in the middle of a start', async () => {
    const run = start();
    await run.says('Starting homeserver');
    run.interrupt();
    expect(await run.ended).toBe(0);
    expect(run.said).toContain('Stopped.');
    expect(await processesOf(dir)).toEqual([]);
  });

  it('leaves no part running when it is killed', async () => {
    const run = start();
    await run.says(ready);
    run.child.kill('SIGKILL');
    await until(async () => (await processesOf(dir)).length === 0);
  });
});

describe('start says what is in its way', () => {
  it('a port that is taken: which, who needs it, where to change it', async () => {
    const server = createServer();
    await new Promise<void>((resolve) => server.listen(ports.api, '127.0.0.1', resolve));
    try {
      const run = start();
      expect(await run.ended).toBe(4);
      expect(run.said).toContain(
        `Port ${ports.api} is taken by another program, and the public API needs it.`,
      );
      expect(run.said).toContain('web.apiPort');
    } finally {
      await new Promise((resolve) => server.close(resolve));
    }
  });

  it('a data folder that is in use', async () => {
    const first = start();
    await first.says(ready);
    const second = start();
    expect(await second.ended).toBe(4);
    expect(second.said).toContain(`The data folder ${dir} is in use`);
    await stopped(first);
  });

  it.each([
    ['homeserver', 'run_homeserver.py'],
    ['appservice', 'appservice'],
    ['web server', 'front'],
  ])('the %s dies: the rest is stopped, and nothing waits for ever', async (name, mark) => {
    const run = start();
    await run.says(ready);
    const victim = (await processesOf(dir)).find(
      ({ command }) => command.includes(` ${mark} `) || command.includes(`/${mark} `),
    );
    process.kill(victim?.pid ?? Number.NaN, 'SIGKILL');
    expect(await run.ended).toBe(5);
    expect(run.said).toContain(`The ${name} stopped by itself.`);
    expect(await processesOf(dir)).toEqual([]);
  });

  it('a homeserver that cannot come up', async () => {
    const key = dataPaths(dir).signingKey;
    const good = await readFile(key);
    await writeFile(key, 'broken\n');
    try {
      const run = start();
      expect(await run.ended).toBe(5);
      expect(run.said).toContain('The homeserver stopped by itself. Its last words are below');
      expect(await processesOf(dir)).toEqual([]);
    } finally {
      await writeFile(key, good);
    }
  });
});

describe('clinicians', () => {
  it('can be added: in the configuration, with an account, with a password that works', async () => {
    const added = sprechzimmer('clinician', 'add', 'weber', '--display', 'Dr. Weber', '--data', dir);
    expect(await added.ended).toBe(0);
    const fresh = /Password +([a-z0-9-]{23})/.exec(added.said)?.[1] ?? '';
    expect(await readFile(dataPaths(dir).config, 'utf8')).toContain('@weber:sprechzimmer.localhost');

    const again = sprechzimmer('clinician', 'add', 'weber', '--display', 'Dr. Weber', '--data', dir);
    expect(await again.ended).toBe(3);
    expect(again.said).toContain('listed twice');

    const run = start();
    await run.says(ready);
    expect(await signIn('weber', fresh)).toBe(200);
    await stopped(run);
  });

  it('get a new password when the old one is lost, and the old one is worth nothing then', async () => {
    const changed = sprechzimmer('clinician', 'password', 'doktor', '--data', dir);
    expect(await changed.ended).toBe(0);
    const fresh = /Password +([a-z0-9-]{23})/.exec(changed.said)?.[1] ?? '';
    const run = start();
    await run.says(ready);
    expect(await signIn('doktor', password)).toBe(403);
    expect(await signIn('doktor', fresh)).toBe(200);
    const busy = sprechzimmer('clinician', 'password', 'doktor', '--data', dir);
    expect(await busy.ended).toBe(4);
    await stopped(run);
  });

  it('that are not listed are named', async () => {
    const run = sprechzimmer('clinician', 'password', 'nobody', '--data', dir);
    expect(await run.ended).toBe(2);
    expect(run.said).toContain('@nobody:sprechzimmer.localhost is not among the clinicians');
  });
});

async function stopped(run: Run): Promise<void> {
  run.interrupt();
  expect(await run.ended).toBe(0);
  expect(run.said).toContain('Stopped.');
  expect(await processesOf(dir)).toEqual([]);
}

async function status(path: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${ports.front}${path}`);
  await answer.body?.cancel();
  return answer.status;
}

async function signIn(user: string, secret: string): Promise<number> {
  const answer = await fetch(`http://127.0.0.1:${ports.front}/_matrix/client/v3/login`, {
    method: 'POST',
    body: JSON.stringify({
      type: 'm.login.password',
      identifier: { type: 'm.id.user', user },
      password: secret,
    }),
  });
  await answer.body?.cancel();
  return answer.status;
}

/** Processes that work in a data folder, by their command line. */
async function processesOf(folder: string): Promise<readonly { pid: number; command: string }[]> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const found = await Promise.all(
    pids.map(async (pid) => {
      const command = await readFile(`/proc/${pid}/cmdline`, 'utf8').catch(() => '');
      return { pid: Number(pid), command: command.replaceAll('\0', ' ') };
    }),
  );
  return found.filter(({ command }) => command.includes(folder));
}

async function until(true_: () => Promise<boolean>): Promise<void> {
  while (!(await true_())) await pause(50);
}
