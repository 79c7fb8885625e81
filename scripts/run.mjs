#!/usr/bin/env node
/**
 * The way in: runs on Node 20 with nothing installed, and hands over to Node 24 with everything installed.
 *
 *   node scripts/run.mjs start | test | bench | screens | <command of sprechzimmer> [arguments]
 *
 * It checks what a fresh machine may lack, installs from the lockfile when that has changed, and passes signals and
 * exit codes on.
 */

import { spawn, spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const cli = 'appservice/src/cli/main.ts';
/** What is not a command of `sprechzimmer`. */
const scripts = { test: 'tests/run.ts', bench: 'tests/bench/main.ts', screens: 'client/preview/sheets.ts' };
/** Exit codes as in `appservice/src/setup/trouble.ts`. */
const environment = 4;
const forced = 130;

const [command = '--help', ...args] = process.argv.slice(2);
const node24 = prepare();
if (node24 !== undefined) run(node24);

/** @returns the Node to go on with, or undefined when there is nothing more to do */
function prepare() {
  const [major = 0] = process.versions.node.split('.').map(Number);
  if (major < 20)
    return stop(
      `Node 20 or newer is needed; this is ${process.versions.node}. Install a newer one (https://nodejs.org, or your distribution’s nodejs package).`,
    );
  if (!isInstalled()) {
    const help = helpText();
    if (help !== undefined) return say(help);
    const python = pythonTrouble();
    if (python !== undefined && command !== 'check' && command !== 'init') return stop(python);
    const trouble = install();
    if (trouble !== undefined) return stop(trouble);
  }
  const found = findNode24(major);
  return found ?? stop(noNode24());
}

/**
 * Everything the lockfile asks for lies in node_modules with the same version and content. npm writes down there what
 * it has installed, at the very end: an interrupted installation does not count.
 */
function isInstalled() {
  const wanted = packagesOf(join(root, 'package-lock.json'));
  const have = packagesOf(join(root, 'node_modules', '.package-lock.json'));
  if (wanted === undefined || have === undefined) return false;
  return Object.entries(wanted).every(([path, entry]) => {
    // Workspaces and folders that packages are linked to are no installations.
    if (entry.link === true || !/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/.test(path)) return true;
    const present = have[path];
    // Built for another system.
    if (present === undefined) return entry.optional === true || entry.devOptional === true;
    return present.version === entry.version && present.integrity === entry.integrity;
  });
}

function packagesOf(file) {
  try {
    return JSON.parse(readFileSync(file, 'utf8')).packages;
  } catch {
    return undefined;
  }
}

/** @returns a sentence when it failed */
function install() {
  console.log('Installing what the lockfile names (once; it needs a network) …');
  const npm = process.env.npm_execpath;
  const [program, first] = npm?.endsWith('.js') ? [process.execPath, [npm]] : ['npm', []];
  const done = spawnSync(program, [...first, 'ci', '--ignore-scripts', '--no-fund', '--no-audit'], {
    cwd: root,
    stdio: ['ignore', 'inherit', 'pipe'],
    encoding: 'utf8',
  });
  if (done.error?.code === 'ENOENT')
    return 'npm was not found. It comes with Node: install Node from https://nodejs.org, or your distribution’s npm package.';
  if (done.status === 0) return undefined;
  const said = done.stderr ?? '';
  if (/ENOTFOUND|EAI_AGAIN|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ENETUNREACH|EHOSTUNREACH|network/i.test(said))
    return 'The packages could not be downloaded: the npm registry cannot be reached. The first start needs a network; connect this machine (or set up npm for your proxy) and start again.';
  if (/EACCES|EPERM|EROFS/.test(said))
    return `Nothing can be written to ${root}. Give this account the right to write there, then start again.`;
  if (/ENOSPC/.test(said)) return `There is no space left where ${root} lies. Make room, then start again.`;
  process.stderr.write(said);
  return 'The packages could not be installed. npm says why, above.';
}

/** The one from the lockfile; on machines it does not exist for, the Node we run on if it is new enough. */
function findNode24(major) {
  const packaged = join(root, 'node_modules', `node-${process.platform}-${process.arch}`, 'bin', 'node');
  if (existsSync(packaged) && spawnSync(packaged, ['--version']).status === 0) return packaged;
  return major >= 24 ? process.execPath : undefined;
}

function noNode24() {
  return `Node 24 could not be brought along for ${process.platform} on ${process.arch}. Install Node 24 yourself (https://nodejs.org) and start again.`;
}

/** Asked before anything is downloaded: a sentence when the homeserver could not run here. */
function pythonTrouble() {
  const question =
    'import sys\ntry:\n import ensurepip, venv\n have = 1\nexcept ImportError:\n have = 0\nprint(*sys.version_info[:2], have)';
  const candidates = process.env.PYTHON
    ? [process.env.PYTHON]
    : ['python3', 'python', 'python3.13', 'python3.12', 'python3.11', 'python3.10'];
  let trouble =
    'Python 3.10 or newer is needed for the Matrix homeserver and was not found. Install it (Debian and Ubuntu: sudo apt install python3 python3-venv), then start again.';
  for (const program of candidates) {
    // Isolated: what lies in the folder somebody happens to stand in is not imported.
    const { status, stdout } = spawnSync(program, ['-I', '-c', question], { encoding: 'utf8' });
    if (status !== 0) continue;
    const [major = 0, minor = 0, venv = 0] = stdout.trim().split(' ').map(Number);
    if (major !== 3 || minor < 10)
      trouble = `Python 3.10 or newer is needed for the Matrix homeserver; this machine has ${major}.${minor}. Install a newer one beside it, or name it: PYTHON=/path/to/python3.12 npm start`;
    else if (venv === 1) return undefined;
    else
      trouble = `Python ${major}.${minor} is here, but without its venv module. Install it (Debian and Ubuntu: sudo apt install python3-venv), then start again.`;
  }
  return trouble;
}

/** Help works before anything is installed. */
function helpText() {
  const words = [command, ...args];
  if (!words.includes('--help') && !words.includes('-h')) return undefined;
  if (command in scripts)
    return `npm ${command === 'test' ? 'test' : `run ${command}`}: see docs/development.`;
  const help = JSON.parse(readFileSync(join(root, 'appservice/src/cli/help.json'), 'utf8'));
  return (help[`${command} ${args[0]}`] ?? help[command] ?? help['']).join('\n');
}

/**
 * In a process group of its own: a terminal’s Ctrl-C reaches us, and we pass it on, once. The message channel is its
 * lifeline: when we are gone, it stops.
 */
function run(node) {
  const script = Object.hasOwn(scripts, command) ? [scripts[command]] : [cli, command];
  const child = spawn(node, [join(root, script[0]), ...script.slice(1), ...args], {
    stdio: ['inherit', 'inherit', 'inherit', 'ipc'],
    detached: true,
    env: { ...process.env, PATH: `${dirname(node)}:${process.env.PATH ?? ''}` },
  });
  // Tests and bench run many programs in that group, and none of them passes signals on.
  const isScript = Object.hasOwn(scripts, command);
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'])
    process.on(signal, () => {
      if (isScript && child.pid !== undefined && child.exitCode === null) process.kill(-child.pid, signal);
      else child.kill(signal);
    });
  const watch = watchNpm(() => child.kill('SIGTERM'));
  child.on('error', (error) => {
    stop(`${node} could not be started (${error.code}).`);
  });
  child.on('exit', (code) => {
    process.exitCode = code ?? forced;
    if (child.connected) child.disconnect();
    clearInterval(watch);
  });
}

/** npm does not tell us when it is killed: then our parent has changed. */
function watchNpm(gone) {
  if (process.env.npm_lifecycle_event === undefined) return undefined;
  const parent = process.ppid;
  return setInterval(() => {
    if (process.ppid !== parent) gone();
  }, 1000);
}

function say(text) {
  console.log(text);
  return undefined;
}

function stop(text) {
  console.error(`\n${text}\n`);
  process.exitCode = environment;
  return undefined;
}
