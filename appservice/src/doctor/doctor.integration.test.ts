import { spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { parse, stringify } from 'yaml';
import { startTurn, type Turn } from '../../../tests/stack/turn.ts';
import { answerSchemas } from '../cli/answers.ts';
import { startFront } from '../front/front.ts';
import { ensureClient } from '../setup/client-build.ts';
import { startHomeserver } from '../setup/homeserver.ts';
import { type DataPaths, dataPaths, projectPaths } from '../setup/paths.ts';
import { type Practice, startPractice } from '../setup/practice.ts';
import { ensureVenv } from '../setup/venv.ts';
import { certificateOf } from './certificate.ts';
import { type Examination, examinePractice } from './doctor.ts';
import { report } from './report.ts';
import { probeTurn } from './turn-probe.ts';

let root: string;
let paths: DataPaths;
let turn: Turn;
let practice: Practice;
/** Everything the doctor said, to look for what must not be in it. */
const said: string[] = [];

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sprechzimmer-doctor-'));
  paths = dataPaths(join(root, 'data'));
  await ensureClient(() => undefined);
  await cp(projectPaths.clientDist, join(root, 'pages'), { recursive: true });
  turn = await startTurn();
  await writeFile(join(root, 'turn-secret'), turn.secret, { mode: 0o600 });
  practice = await startPractice({
    dataDir: paths.dir,
    pages: join(root, 'pages'),
    ports: 'free',
    overrides: { turn: { uris: [turn.server.urls], secretFile: join(root, 'turn-secret') } },
  });
});

afterAll(async () => {
  await practice?.stop();
  await turn?.stop();
  await rm(root, { recursive: true, force: true, maxRetries: 3 });
});

async function examined(): Promise<Examination> {
  const examination = await examinePractice(paths);
  said.push(JSON.stringify(examination), report(examination, 100));
  return examination;
}

/** What is not well, by name. */
async function complaints(): Promise<Readonly<Record<string, string>>> {
  const { checks } = await examined();
  const bad = checks.filter(({ state }) => state === 'ill' || state === 'attention');
  return Object.fromEntries(bad.map(({ name, state, why }) => [name, `${state}: ${why}`]));
}

/** The command as an admin runs it. */
function command(): Promise<{ code: number | null; out: string }> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [projectPaths.cli, 'doctor', '--data', paths.dir, '--json']);
    let out = '';
    child.stdout.on('data', (chunk: Buffer) => {
      out += chunk.toString();
    });
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, out }));
  });
}

describe('a practice that is well', () => {
  it('is told so, in every part that can be asked', async () => {
    const { code, out } = await command();
    const { ok, running, checks } = v.parse(answerSchemas.doctor, JSON.parse(out));
    expect(checks.filter(({ state }) => state !== 'well').map(({ name }) => name)).toEqual(['certificate']);
    expect({ code, ok, running }).toEqual({ code: 0, ok: true, running: true });
    said.push(out);
  });
});

describe('an illness is found, and nothing else is blamed for it:', () => {
  it('another token on our side than the homeserver knows', async () => {
    const secrets = await readFile(paths.secrets, 'utf8');
    await writeFile(paths.secrets, secrets.replace(/^asToken: .*/m, `asToken: ${'A'.repeat(43)}`));
    const found = await complaints();
    await writeFile(paths.secrets, secrets);
    expect(Object.keys(found).sort()).toEqual(['bot', 'news of rooms', 'registration', 'relay (TURN)']);
    expect(found['bot']).toContain('does not know our token');
  });

  it('another steward key, so that no visit could begin', async () => {
    const secrets = await readFile(paths.secrets, 'utf8');
    await writeFile(paths.secrets, secrets.replace(/^stewardKey: .*/m, `stewardKey: ${'A'.repeat(43)}`));
    const found = await complaints();
    await writeFile(paths.secrets, secrets);
    expect(Object.keys(found)).toEqual(['steward']);
    expect(found['steward']).toContain('refuses our signature');
  });

  it('a bot that has become an admin', async () => {
    setAdmin('@sprechzimmer:%', 1);
    const found = await complaints();
    setAdmin('@sprechzimmer:%', 0);
    // What is in force shows after the next start of the homeserver: below.
    expect(found).toEqual({ admins: expect.stringContaining('The bot is an admin') });
  });

  it('another admin, whoever it is', async () => {
    setAdmin('@doktor:%', 1);
    const found = await complaints();
    setAdmin('@doktor:%', 0);
    expect(found).toEqual({ admins: expect.stringContaining('An account is admin') });
  });

  it('a database that somebody holds locked', async () => {
    const db = new DatabaseSync(paths.store);
    db.exec('begin immediate');
    const found = await complaints();
    db.exec('rollback');
    db.close();
    expect(found).toEqual({ 'own database': expect.stringContaining('locked') });
  });

  it('tables of an older version, and those of a newer one', async () => {
    const change = (sql: string) => inDatabase(paths.store, (db) => db.exec(sql));
    change("update kysely_migration set name = '9999-later' where name = '0003-beginnings'");
    const newer = await complaints();
    change("delete from kysely_migration where name = '9999-later'");
    const older = await complaints();
    change("insert into kysely_migration (name, timestamp) values ('0003-beginnings', '2026-01-01')");
    expect(newer).toEqual({ 'own database': expect.stringContaining('newer version') });
    expect(older).toEqual({ 'own database': expect.stringContaining('1 step behind') });
  });

  it('a record that is kept longer than the practice has promised', async () => {
    inDatabase(paths.store, (db) =>
      db.exec(
        "insert into records (id, clinician, kind, day, delete_at_ms) values ('doctor-test', '@a:b', 'video', 1, 1)",
      ),
    );
    const { checks } = await examined();
    inDatabase(paths.store, (db) => db.exec("delete from records where id = 'doctor-test'"));
    expect(checks.find(({ name }) => name === 'overdue work')).toMatchObject({
      state: 'ill',
      why: expect.stringContaining('1 record is kept longer'),
    });
  });

  it('a homeserver.yaml that lets strangers register', async () => {
    const config = await readFile(paths.homeserverConfig, 'utf8');
    const opened: unknown = { ...parse(config), enable_registration: true, allow_guest_access: true };
    await writeFile(paths.homeserverConfig, stringify(opened));
    const found = await complaints();
    await writeFile(paths.homeserverConfig, config);
    expect(Object.keys(found)).toEqual(['homeserver’s settings']);
    expect(found['homeserver’s settings']).toContain('ill: enable_registration of the homeserver differs');
    expect(found['homeserver’s settings']).toContain('allow_guest_access');
  });

  it('a homeserver that hangs: the doctor comes to an end, and names it', async () => {
    const pid = await processWith(paths.homeserverConfig);
    process.kill(pid, 'SIGSTOP');
    let examination: Examination;
    try {
      examination = await examined();
    } finally {
      process.kill(pid, 'SIGCONT');
    }
    const states = Object.fromEntries(
      examination.checks.map(({ name, state, why }) => [name, { state, why }]),
    );
    expect(states['parts']).toEqual({
      state: 'ill',
      why: 'The homeserver does not answer: patients cannot come in.',
    });
    expect(states['bot']?.state).toBe('not-asked');
    expect(states['client']?.state).toBe('well');
    expect(states['own database']?.state).toBe('well');
  });

  it('a practice that stands still, with what can be asked all the same', async () => {
    await practice.stop();
    const { code, out } = await command();
    const { ok, running, checks } = v.parse(answerSchemas.doctor, JSON.parse(out));
    expect({ code, ok, running }).toEqual({ code: 1, ok: false, running: false });
    const bad = checks.filter(({ state }) => state === 'ill' || state === 'attention');
    expect(bad).toEqual([
      expect.objectContaining({ name: 'parts', remedy: expect.stringContaining('npm start') }),
    ]);
    expect(checks.find(({ name }) => name === 'own database')?.state).toBe('well');
    expect(checks.find(({ name }) => name === 'admins')?.state).toBe('well');
  });

  it('a homeserver without the steward, open to all, with a powerful bot, with another relay secret; and other pages than those that were built', async () => {
    const { python } = await ensureVenv({ log: () => undefined });
    const overlay = join(root, 'overlay.yaml');
    const wrong = {
      modules: [],
      registration_shared_secret: 'opens the practice',
      enable_registration: true,
      enable_registration_without_verification: true,
      turn_shared_secret: 'not the one of the relay',
    };
    await writeFile(overlay, stringify(wrong));
    const page = join(root, 'pages', 'index.html');
    await writeFile(page, `${await readFile(page, 'utf8')}<!-- -->`);
    for (const packed of ['index.html.br', 'index.html.gz'])
      await rm(join(root, 'pages', packed), { force: true });
    const { web, homeserver } = practice.config;
    const upstreams = { api: `http://127.0.0.1:${web.apiPort}`, homeserver: practice.homeserverUrl };
    const front = await startFront({
      publicUrl: web.publicUrl,
      port: web.port,
      dist: join(root, 'pages'),
      upstreams,
    });
    setAdmin('@sprechzimmer:%', 1);
    const synapse = await startHomeserver({
      python,
      paths,
      port: homeserver.port,
      configFiles: [paths.homeserverConfig, overlay],
    });
    try {
      const found = await complaints();
      expect(found['parts']).toContain('The appservice does not answer');
      expect(found['steward']).toContain('runs without the steward');
      expect(found['registration closed']).toContain('Anybody can register');
      expect(found['registration closed']).toContain('shared secret is open');
      expect(found['relay (TURN)']).toContain('refuses the credentials');
      expect(found['client']).toContain('One file differs');
      expect(found['power of the bot']).toContain('The bot is an admin');
      expect(found['news of rooms']).toContain('does not reach the appservice');
    } finally {
      await synapse.stop();
      await front.close();
    }
  });
});

describe('a relay is asked as browsers ask:', () => {
  const probe = (transport: 'tcp' | 'tls', seconds: number) => {
    const { username, credential } = turn.credentials('somebody', seconds);
    const address = { host: turn.host, port: transport === 'tls' ? turn.tlsPort : turn.port, transport };
    return probeTurn(address, { username, password: credential }, new AbortController().signal);
  };

  it('over TCP, with credentials that are good and with those that are over', async () => {
    expect(await probe('tcp', 600)).toEqual({ kind: 'opened' });
    expect(await probe('tcp', -600)).toEqual({ kind: 'refused', code: 401 });
  });

  it('over TLS, where a certificate they refuse is refused', async () => {
    const code = 'DEPTH_ZERO_SELF_SIGNED_CERT';
    expect(await probe('tls', 600)).toEqual({ kind: 'silence', code });
    const certificate = await certificateOf(turn.host, turn.tlsPort, new AbortController().signal);
    expect(certificate).toMatchObject({ kind: 'shown', refused: code });
  });
});

it('nothing the doctor says holds a secret, a token or the name of a person', async () => {
  const secrets = v.parse(v.record(v.string(), v.string()), parse(await readFile(paths.secrets, 'utf8')));
  const all = said.join('\n');
  expect(said.length).toBeGreaterThan(20);
  for (const secret of [...Object.values(secrets), turn.secret, 'not the one of the relay'])
    expect(all).not.toContain(secret);
  for (const { userId, name } of practice.clinicians) {
    expect(all).not.toContain(userId);
    expect(all).not.toContain(name);
  }
  expect(all).not.toMatch(/@[a-z0-9-]+:/);
});

function setAdmin(who: string, admin: 0 | 1): void {
  inDatabase(paths.homeserverDatabase, (db) => {
    const { changes } = db.prepare('update users set admin = ? where name like ?').run(admin, who);
    expect(changes).toBe(1);
  });
}

function inDatabase(file: string, work: (db: DatabaseSync) => void): void {
  const db = new DatabaseSync(file, { timeout: 10_000 });
  work(db);
  db.close();
}

/** Of the one process that was started with this word. */
async function processWith(word: string): Promise<number> {
  for (const pid of await readdir('/proc')) {
    if (!/^\d+$/.test(pid)) continue;
    const words = await readFile(join('/proc', pid, 'cmdline'), 'utf8').catch(() => '');
    if (words.split('\0').includes(word)) return Number(pid);
  }
  throw new Error('there is no such process');
}
