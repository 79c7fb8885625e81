import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Postgres, startPostgres } from '../../../tests/stack/postgres.ts';
import { examinePractice } from '../doctor/doctor.ts';
import { dataPaths } from './paths.ts';
import { type Practice, startPractice } from './practice.ts';
import { setPassword } from './reset-password.ts';
import { ensureVenv } from './venv.ts';

let root: string;
let postgres: Postgres;
let practice: Practice | undefined;

beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'sprechzimmer-postgres-'));
  for (const page of ['', 'j', 'desk']) {
    await mkdir(join(root, 'pages', page), { recursive: true });
    await writeFile(join(root, 'pages', page, 'index.html'), '');
  }
  postgres = await startPostgres();
});

afterAll(async () => {
  await practice?.stop();
  await postgres?.stop();
  await rm(root, { recursive: true, force: true, maxRetries: 3 });
});

it('a practice keeps all it has in PostgreSQL when the configuration says so, homeserver and appservice each in its own', async () => {
  const password = join(root, 'password');
  await writeFile(password, 'not checked by this server, and needed all the same\n', { mode: 0o600 });
  const dataDir = join(root, 'data');
  const options = { dataDir, pages: join(root, 'pages') };
  practice = await startPractice({
    ...options,
    ports: 'free',
    overrides: {
      homeserver: { database: await postgres.createDatabase('synapse'), databasePasswordFile: password },
      store: { database: await postgres.createDatabase('sprechzimmer'), passwordFile: password },
    },
  });
  const [clinician] = practice.clinicians;
  if (clinician?.password === undefined) throw new Error('no account was made');
  expect(await signIn(practice, clinician.userId, clinician.password)).toBe(200);
  expect((await fetch(`${practice.publicUrl}/api/v1/health`)).status).toBe(200);
  const { checks } = await examinePractice(dataPaths(dataDir));
  const kept = ['own database', 'overdue work', 'homeserver’s database', 'admins', 'news of rooms'];
  const asked = checks.filter(({ name }) => kept.includes(name));
  expect(asked.map(({ name, state, why }) => (state === 'well' ? name : why)).sort()).toEqual(kept.sort());
  await practice.stop();

  expect((await readdir(dataDir, { recursive: true })).filter((name) => name.endsWith('.db'))).toEqual([]);
  const { python } = await ensureVenv({ log: () => undefined });
  const fresh = await setPassword(python, dataPaths(dataDir), clinician.userId);
  practice = await startPractice(options);
  expect(practice.clinicians).toMatchObject([{ password: undefined }]);
  expect(await signIn(practice, clinician.userId, clinician.password)).toBe(403);
  expect(await signIn(practice, clinician.userId, fresh)).toBe(200);
});

async function signIn({ homeserverUrl }: Practice, user: string, password: string): Promise<number> {
  const answer = await fetch(`${homeserverUrl}/_matrix/client/v3/login`, {
    method: 'POST',
    body: JSON.stringify({ type: 'm.login.password', identifier: { type: 'm.id.user', user }, password }),
  });
  await answer.body?.cancel();
  return answer.status;
}
