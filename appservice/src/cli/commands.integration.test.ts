/** The admin's commands as processes of their own, beside a running practice and while it stands still. */

import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import {
  apiPrefix,
  deriveLinkKeys,
  GuestAnswerSchema,
  RedeemAnswerSchema,
  readFragment,
  stewardPrefix,
  toBase64Url,
  VisitAnswerSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { openHomeserverRows } from '../setup/homeserver-rows.ts';
import { dataPaths, projectPaths } from '../setup/paths.ts';
import { type Practice, startPractice } from '../setup/practice.ts';
import { readSecrets } from '../setup/secrets.ts';
import { answerSchemas } from './answers.ts';

let root: string;
let dataDir: string;
let practice: Practice;
let clinicianToken: string;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sprechzimmer-commands-'));
  dataDir = join(root, 'data');
  for (const page of ['', 'j', 'desk']) {
    await mkdir(join(root, 'pages', page), { recursive: true });
    await writeFile(join(root, 'pages', page, 'index.html'), '');
  }
  practice = await startPractice({
    dataDir,
    pages: join(root, 'pages'),
    ports: 'free',
    overrides: { invitations: { byCommand: true } },
  });
  clinicianToken = await signInAndMakeKeys();
});

afterAll(async () => {
  await practice?.stop();
  await rm(root, { recursive: true, force: true, maxRetries: 3 });
});

const clinicianKey = Buffer.alloc(32, 7);

describe('a link made at the command line', () => {
  it('opens the door at its time, for one browser, under the key the clinician has published', async () => {
    const answer = v.parse(answerSchemas.invite, (await command('invite', ...inviting())).json);
    expect(answer.link.startsWith(`${practice.publicUrl}/j/#1`)).toBe(true);
    const reading = await readFragment(new URL(answer.link).hash);
    expect(reading.ok && Buffer.from(reading.link.clinicianMasterKey).equals(clinicianKey)).toBe(true);
    const visit = await redeem(answer.link, 'phone');
    expect(visit.status).toBe(200);
    expect((await redeem(answer.link, 'somebody else')).status).toBe(409);
    await purged(answer.label);
  });

  it('is nowhere on the servers, nor is its secret', async () => {
    const { link, label } = v.parse(answerSchemas.invite, (await command('invite', ...inviting())).json);
    const reading = await readFragment(new URL(link).hash);
    if (!reading.ok) throw new Error('the link could not be read');
    const { redeem: token } = await deriveLinkKeys(reading.link);
    const secrets = [reading.link.secret, token].flatMap((bytes) =>
      (['hex', 'base64', 'base64url'] as const).map((form) => Buffer.from(bytes).toString(form)),
    );
    for (const entry of await readdir(dataDir, { recursive: true, withFileTypes: true })) {
      // Whoever closes a file lets go of the locks its process has on it, and this one holds the practice.
      if (!entry.isFile() || entry.name === '.lock') continue;
      const text = await readFile(join(entry.parentPath, entry.name)).catch(() => Buffer.alloc(0));
      for (const secret of secrets) expect(text.includes(secret), entry.name).toBe(false);
      expect(text.includes(new URL(link).hash), entry.name).toBe(false);
    }
    await purged(label);
  });

  it('is not made where the practice makes its links at the desk alone, or for a time that is over', async () => {
    expect((await command('invite', ...inviting('2020-01-01 10:00'))).code).toBe(2);
    const file = dataPaths(dataDir).config;
    const text = await readFile(file, 'utf8');
    await writeFile(file, text.replace('byCommand: true', 'byCommand: false'));
    const { code, json } = await command('invite', ...inviting());
    await writeFile(file, text);
    expect(code).toBe(3);
    expect(json).toMatchObject({ ok: false, message: expect.stringContaining('compare pictures') });
  });
});

describe('purge', () => {
  it('beside the running practice ends the visit that is named, and says what it has looked at', async () => {
    const { label, guest, room } = await somebodyWaits('a');
    expect(await rowsOf(guest, room)).toBeGreaterThan(3);
    const listed = v.parse(answerSchemas.visits, (await command('visits')).json);
    expect(listed.visits).toMatchObject([{ label, state: 'waiting' }]);

    const { code, json } = await command('purge', label, '--yes');
    expect(json).toMatchObject({
      ok: true,
      wasRunning: true,
      visits: [{ label, outcome: 'gone', ownRows: 0, homeserverRows: 0, hadAccount: true, rooms: 1 }],
    });
    expect(code).toBe(0);
    expect(await rowsOf(guest, room)).toBe(0);
    expect((await command('purge', label, '--yes')).code).toBe(2);
  });

  it('asks, and does nothing where nobody can answer; a conversation wants another word', async () => {
    const { label, visitId } = await somebodyWaits('b');
    expect((await command('purge', label)).code).toBe(2);
    await setInSession(visitId);
    expect((await command('purge', label, '--yes')).code).toBe(2);
    expect((await command('visits')).json).toMatchObject({ visits: [{ label, state: 'in-session' }] });
    const { json } = await command('purge', label, '--yes', '--end-conversation');
    expect(json).toMatchObject({ ok: true, visits: [{ outcome: 'gone' }] });
  });

  it('starts what it needs where the practice stands still, and leaves it standing still', async () => {
    const { label, guest, room } = await somebodyWaits('c');
    await practice.stop();
    expect((await command('visits')).json).toMatchObject({ visits: [{ label }] });
    const { code, json } = await command('purge', label, '--yes');
    expect(json).toMatchObject({ ok: true, wasRunning: false, visits: [{ label, outcome: 'gone' }] });
    expect(code).toBe(0);
    expect(await rowsOf(guest, room)).toBe(0);
    await expect(fetch(`${practice.homeserverUrl}/health`)).rejects.toThrow();
    expect((await command('visits')).json).toMatchObject({ visits: [] });
    practice = await startPractice({ dataDir, pages: join(root, 'pages') });
  });
});

describe('while somebody waits', () => {
  let waiting: Awaited<ReturnType<typeof somebodyWaits>>;
  let secrets: readonly string[];
  beforeAll(async () => {
    waiting = await somebodyWaits('d');
    const [clinician] = practice.clinicians;
    const { guest, room, visitId, label } = waiting;
    secrets = [
      ...[guest, room, visitId, label, clinicianToken],
      ...(clinician ? [clinician.userId, clinician.name] : []),
      ...Object.values(await readSecrets(dataPaths(dataDir).secrets)),
    ];
  });

  it('visits shows the generated name and nothing else of anybody', async () => {
    const said = `${(await words('visits')).text}${(await command('visits')).text}`;
    expect(said).toContain(waiting.label);
    for (const secret of secrets.filter((each) => each !== waiting.label)) expect(said).not.toContain(secret);
  });

  it('an auditor gets a folder that holds together, says what runs, and names nobody', async () => {
    const folder = join(root, 'evidence');
    const { code, json } = await command('export-evidence', '--out', folder);
    expect({ code, json }).toMatchObject({ code: 0, json: { ok: true, folder } });
    const files = await filesIn(folder);
    const named = v.parse(answerSchemas['export-evidence'], json).files;
    expect([...files.keys()].sort()).toEqual([...named].sort());
    for (const [path, content] of files)
      for (const secret of secrets) expect(content.includes(secret), path).toBe(false);
    const listed = files.get('SHA256SUMS')?.trimEnd().split('\n') ?? [];
    expect(listed).toHaveLength(files.size - 1);
    for (const line of listed) {
      const [hash, path = ''] = line.split('  ');
      const content = files.get(path) ?? '';
      expect(createHash('sha256').update(content).digest('hex'), path).toBe(hash);
    }
    expect(JSON.parse(files.get('practice/counts.json') ?? '')).toMatchObject({ byState: { waiting: 1 } });
    expect(files.get('practice/settings.json')).toContain('"byCommand": true');
    expect(files.get('code/server-packages.json')).toContain('"kysely"');
    expect(files.get('claims/attacks.md')).toContain('a link that stands in no notebook proves nothing');
    expect((await command('export-evidence', '--out', folder)).code).toBe(2);
  });

  it('the same state gives the same evidence, apart from when', async () => {
    const exported = async (name: string) => {
      await command('export-evidence', '--out', join(root, name));
      const files = await filesIn(join(root, name));
      expect(files.delete('made.json')).toBe(true);
      files.set('SHA256SUMS', (files.get('SHA256SUMS') ?? '').replace(/^.* {2}made\.json\n/m, ''));
      return Object.fromEntries(files);
    };
    const once = await exported('once');
    expect(Object.keys(once).length).toBeGreaterThan(10);
    expect(await exported('again')).toEqual(once);
  });
});

async function filesIn(folder: string): Promise<Map<string, string>> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries.filter((entry) => entry.isFile()).map((entry) => join(entry.parentPath, entry.name));
  const read = async (file: string) => [relative(folder, file), await readFile(file, 'utf8')] as const;
  return new Map(await Promise.all(files.map(read)));
}

async function purged(label: string): Promise<void> {
  expect((await command('purge', label, '--yes')).json).toMatchObject({ ok: true });
}

interface Said {
  readonly code: number | null;
  readonly text: string;
  readonly json: unknown;
}

async function command(...args: readonly string[]): Promise<Said> {
  const { code, text } = await words(...args, '--json');
  return { code, text, json: JSON.parse(text) };
}

function words(...args: readonly string[]): Promise<Pick<Said, 'code' | 'text'>> {
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, [projectPaths.cli, ...args, '--data', dataDir], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let text = '';
    child.stdout.on('data', (chunk: Buffer) => (text += chunk.toString()));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, text }));
  });
}

/** An appointment that begins in a minute: its link is good already. */
function inviting(at = timeOf(Date.now() + 60_000)): readonly string[] {
  return ['--clinician', 'doktor', '--at', at, '--for', '50m'];
}

function timeOf(ms: number): string {
  const at = new Date(ms);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  return `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
}

const claims = new Map<string, Uint8Array>();
function claimOf(browser: string): string {
  const claim = claims.get(browser) ?? crypto.getRandomValues(new Uint8Array(32));
  claims.set(browser, claim);
  return toBase64Url(claim);
}

async function redeem(link: string, browser: string) {
  const reading = await readFragment(new URL(link).hash);
  if (!reading.ok) throw new Error('the link could not be read');
  const { id, redeem: token } = await deriveLinkKeys(reading.link);
  return api('/redeem', { id, redeem: toBase64Url(token), claim: claimOf(browser) });
}

/** Invited at the command line; guest and clinician are in the room. */
async function somebodyWaits(browser: string) {
  const { label, link } = v.parse(answerSchemas.invite, (await command('invite', ...inviting())).json);
  const { visitId, voucher } = v.parse(RedeemAnswerSchema, (await redeem(link, browser)).json);
  const made = await ask(`${practice.homeserverUrl}${stewardPrefix}/guest`, {
    voucher,
    key: toBase64Url(crypto.getRandomValues(new Uint8Array(32))),
  });
  const guest = v.parse(GuestAnswerSchema, made.json);
  const answer = () =>
    api('/visit', {}, claimOf(browser)).then(({ json }) => v.parse(VisitAnswerSchema, json));
  await waitFor(async () => expect((await answer()).roomId).not.toBeNull());
  const { roomId: room } = await answer();
  if (room === null) throw new Error('there is no room');
  const join = `${practice.homeserverUrl}/_matrix/client/v3/rooms/${encodeURIComponent(room)}/join`;
  for (const token of [guest.access_token, clinicianToken])
    expect((await ask(join, {}, token)).status).toBe(200);
  await waitFor(async () => expect((await answer()).phase).toBe('waiting'));
  return { label, visitId, guest: guest.user_id, room };
}

function waitFor(holds: () => Promise<void>): Promise<void> {
  return vi.waitFor(holds, { timeout: 60_000, interval: 100 });
}

async function setInSession(visitId: string): Promise<void> {
  const token = await openSession();
  expect((await api(`/visits/${visitId}/admit`, null, token)).status).toBeLessThan(300);
}

async function openSession(): Promise<string> {
  const [clinician] = practice.clinicians;
  const path = `/_matrix/client/v3/user/${encodeURIComponent(clinician?.userId ?? '')}/openid/request_token`;
  const { json } = await ask(`${practice.homeserverUrl}${path}`, {}, clinicianToken);
  const { access_token: openIdToken } = v.parse(v.object({ access_token: v.string() }), json);
  return v.parse(v.object({ session: v.string() }), (await api('/session', { openIdToken })).json).session;
}

async function rowsOf(guest: string, room: string): Promise<number> {
  const rows = await openHomeserverRows(practice.config, dataPaths(dataDir));
  try {
    const { user_id } = v.parse(v.pick(GuestAnswerSchema, ['user_id']), { user_id: guest });
    const { roomId } = v.parse(v.pick(VisitAnswerSchema, ['roomId']), { roomId: room });
    return (await rows.ofGuest(user_id)) + (roomId === null ? 0 : await rows.ofRoom(roomId));
  } finally {
    await rows.close();
  }
}

/** As a desk does at the first sign-in, with a key nobody holds. */
async function signInAndMakeKeys(): Promise<string> {
  const [clinician] = practice.clinicians;
  if (clinician?.password === undefined) throw new Error('no account was made');
  const { userId, password } = clinician;
  const base = `${practice.homeserverUrl}/_matrix/client/v3`;
  const identifier = { type: 'm.id.user', user: userId };
  const login = await ask(`${base}/login`, { type: 'm.login.password', identifier, password });
  const { access_token } = v.parse(v.object({ access_token: v.string() }), login.json);
  const key = clinicianKey.toString('base64').replace(/=+$/, '');
  const master_key = { user_id: userId, usage: ['master'], keys: { [`ed25519:${key}`]: key } };
  const upload = (auth?: unknown) =>
    ask(`${base}/keys/device_signing/upload`, { master_key, ...(auth ? { auth } : {}) }, access_token);
  const first = await upload();
  if (first.status === 401) {
    const { session } = v.parse(v.object({ session: v.string() }), first.json);
    expect((await upload({ type: 'm.login.password', identifier, password, session })).status).toBe(200);
  } else expect(first.status).toBe(200);
  return access_token;
}

function api(path: string, body?: unknown, token?: string) {
  return ask(`${practice.apiUrl}${apiPrefix}${path}`, body, token);
}

async function ask(url: string, body?: unknown, token?: string): Promise<{ status: number; json: unknown }> {
  const answer = await fetch(url, {
    method: body === undefined ? 'GET' : 'POST',
    headers: { 'content-type': 'application/json', ...(token ? { authorization: `Bearer ${token}` } : {}) },
    ...(body === undefined || body === null ? {} : { body: JSON.stringify(body) }),
  });
  return { status: answer.status, json: await answer.json().catch(() => undefined) };
}
