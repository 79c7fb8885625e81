/**
 * Started by `postgres.ts` as a process of its own: runs a PostgreSQL for as long as its standard input is open.
 * A test run that is killed closes it, too.
 */

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { chownSync, existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

interface Account {
  readonly name: string;
  /** Absent: our own. */
  readonly ids?: { readonly uid: number; readonly gid: number };
}

const port = 5432;
const [bin = ''] = process.argv.slice(2);
const account = unprivilegedAccount();
// A socket's path may have about a hundred characters: the folder stays short.
const folder = mkdtempSync(join(tmpdir().length > 60 ? '/tmp' : tmpdir(), 'sz-pg-'));
if (account.ids) chownSync(folder, account.ids.uid, account.ids.gid);

let server: ChildProcess | undefined;
let ending = false;
process.stdin.resume();
process.stdin.on('end', () => void end());
process.stdin.on('error', () => void end());
for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void end());

try {
  await initialise();
  server = run('postgres', [
    ...['-D', join(folder, 'data'), '-k', folder, '-p', String(port)],
    ...['-c', 'listen_addresses=', '-c', 'fsync=off', '-c', 'full_page_writes=off'],
    ...['-c', 'max_connections=200', '-c', 'log_min_messages=fatal'],
  ]);
  server.on('exit', () => void end());
  await ready();
  process.stdout.write(`${JSON.stringify({ host: folder, port, user: account.name })}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  await end(1);
}

async function initialise(): Promise<void> {
  const options = ['--no-sync', '--auth=trust', '--encoding=UTF8', '--locale=C', '-U', account.name];
  const initdb = run('initdb', ['-D', join(folder, 'data'), ...options]);
  const [code] = await once(initdb, 'exit');
  if (code !== 0) throw new Error('initdb has failed: PostgreSQL cannot be tested.');
}

async function ready(): Promise<void> {
  // postmaster.pid has the word "ready" in its last line once connections are taken.
  const pidFile = join(folder, 'data/postmaster.pid');
  for (let tries = 0; tries < 600; tries++) {
    if (ending) return;
    if (existsSync(pidFile) && /^ready/m.test(readFileSync(pidFile, 'utf8'))) return;
    await pause(50);
  }
  throw new Error('PostgreSQL was not ready within half a minute.');
}

function run(program: string, args: readonly string[]): ChildProcess {
  return spawn(join(bin, program), args, {
    stdio: ['ignore', 'ignore', 'inherit'],
    cwd: folder,
    ...account.ids,
  });
}

async function end(code = 0): Promise<void> {
  if (ending) return;
  ending = true;
  if (server && server.exitCode === null && server.signalCode === null) {
    const exited = once(server, 'exit');
    // Immediate shutdown: nothing in there is worth a checkpoint.
    server.kill('SIGQUIT');
    await exited;
  }
  rmSync(folder, { recursive: true, force: true });
  process.exit(code);
}

/** PostgreSQL refuses to run as root: then as `postgres`, or as `nobody` where there is none. */
function unprivilegedAccount(): Account {
  if (process.getuid?.() !== 0) return { name: 'tester' };
  const accounts = readFileSync('/etc/passwd', 'utf8').split('\n');
  for (const name of ['postgres', 'nobody']) {
    const [, , uid, gid] = accounts.find((line) => line.startsWith(`${name}:`))?.split(':') ?? [];
    if (uid && gid) return { name, ids: { uid: Number(uid), gid: Number(gid) } };
  }
  throw new Error('PostgreSQL does not run as root, and there is no account "postgres" or "nobody".');
}
