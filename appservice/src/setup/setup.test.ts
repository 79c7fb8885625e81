import { chmod, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { parse } from 'yaml';
import { startingValues } from '../config/sample.ts';
import { accountsOverlay } from './accounts.ts';
import { prepareData } from './data.ts';
import { tryLock } from './lock.ts';
import { mask } from './mask.ts';
import { newPassword } from './password.ts';
import { dataPaths } from './paths.ts';
import { lockData } from './practice.ts';
import { renderRegistration } from './registration.ts';
import { readSecretFile } from './secrets.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sprechzimmer-data-'));
});

afterEach(async () => {
  await chmod(dir, 0o700).catch(() => undefined);
  await rm(dir, { recursive: true, force: true });
});

async function yamlOf(file: string): Promise<Record<string, unknown>> {
  return parse(await readFile(file, 'utf8'));
}

describe('a data folder', () => {
  it('is made whole, and closed to every other account of the machine', async () => {
    const { paths, fresh } = await prepareData(join(dir, 'data'));
    expect(fresh).toBe(true);
    expect((await stat(paths.dir)).mode & 0o077).toBe(0);
    for (const entry of await readdir(paths.dir, { recursive: true, withFileTypes: true })) {
      const file = join(entry.parentPath, entry.name);
      expect((await stat(file)).mode & 0o077, file).toBe(0);
    }
  });

  it('stays as it is when prepared again: keys, secrets and the admin’s file', async () => {
    const { paths } = await prepareData(dir);
    const before = await contents();
    const again = await prepareData(dir);
    expect(again.fresh).toBe(false);
    expect(await contents()).toEqual(before);

    async function contents(): Promise<Record<string, string>> {
      const files = [
        paths.config,
        paths.secrets,
        paths.signingKey,
        paths.macaroonKey,
        paths.homeserverConfig,
      ];
      return Object.fromEntries(
        await Promise.all(files.map(async (file) => [file, await readFile(file, 'utf8')])),
      );
    }
  });

  it('hands every change of the configuration to the homeserver', async () => {
    await prepareData(dir);
    const { paths } = await prepareData(dir, {
      web: { publicUrl: 'https://praxis.example.org', transactionsPort: 9003 },
      homeserver: { port: 9001, roomVersion: '10' },
      turn: { uris: ['turns:turn.example.org:443'] },
    });
    const homeserver = await yamlOf(paths.homeserverConfig);
    expect(homeserver).toMatchObject({
      public_baseurl: 'https://praxis.example.org/',
      default_room_version: '10',
      turn_uris: ['turns:turn.example.org:443'],
      listeners: [{ port: 9001, bind_addresses: ['127.0.0.1'] }],
    });
    expect((await yamlOf(paths.registration))['url']).toBe('http://127.0.0.1:9003');
  });

  it('lets nobody send larger or more files than the practice wants', async () => {
    const { paths } = await prepareData(dir, {
      files: { largestMegabytes: 3, perVisit: 7, perVisitMegabytes: 9 },
    });
    const megabyte = 1024 * 1024;
    expect(await yamlOf(paths.homeserverConfig)).toMatchObject({
      max_upload_size: '3M',
      modules: [
        {
          config: {
            limits: {
              upload_bytes: 3 * megabyte,
              upload_bytes_per_visit: 9 * megabyte,
              uploads_per_visit: 7,
            },
          },
        },
      ],
    });
  });

  it('never gives the homeserver a secret that makes admins', async () => {
    const { paths } = await prepareData(dir);
    const text = await readFile(paths.homeserverConfig, 'utf8');
    const homeserver: Record<string, unknown> = parse(text);
    expect(homeserver).toMatchObject({ enable_registration: false });
    expect(Object.keys(homeserver)).not.toContain('registration_shared_secret');
    expect(text).not.toMatch(/<[a-z_]+>/);
    const [listener] = Array.isArray(homeserver['listeners']) ? homeserver['listeners'] : [];
    expect(listener.resources).toEqual([{ names: ['client', 'openid'], compress: false }]);
  });

  it('is rid of the registration secret of a start that was killed while it made accounts', async () => {
    const { paths } = await prepareData(dir);
    await writeFile(paths.accountsOverlay, 'registration_shared_secret: x\n');
    await prepareData(dir);
    expect(await readdir(paths.synapse)).not.toContain('making-accounts.yaml');
  });

  it('keeps guests confined while accounts are made: the steward is loaded then too', async () => {
    const { paths } = await prepareData(dir);
    const together = { ...(await yamlOf(paths.homeserverConfig)), ...accountsOverlay('x') };
    expect(together).toMatchObject({
      registration_shared_secret: 'x',
      modules: [{ module: 'sprechzimmer_steward.Steward' }],
      enable_registration: false,
    });
  });

  it('connects the homeserver to PostgreSQL with a password from a file', async () => {
    const file = join(dir, 'password');
    await writeFile(file, 'pg-s3cret\n', { mode: 0o600 });
    const { paths } = await prepareData(dir, {
      homeserver: { database: 'postgres://synapse@db.internal:5433/hs', databasePasswordFile: file },
    });
    expect((await yamlOf(paths.homeserverConfig))['database']).toEqual({
      name: 'psycopg2',
      args: {
        host: 'db.internal',
        port: 5433,
        user: 'synapse',
        dbname: 'hs',
        password: 'pg-s3cret',
        cp_min: 5,
        cp_max: 10,
      },
    });
  });

  it('refuses another server name once there is data', async () => {
    await prepareData(dir);
    await expect(
      prepareData(dir, { ...startingValues('new.example.org'), web: { publicUrl: 'http://localhost:8480' } }),
    ).rejects.toThrow('the data folder belongs to sprechzimmer.localhost');
  });

  it('is refused when other accounts could put their own files into it', async () => {
    await chmod(dir, 0o777);
    await expect(prepareData(dir)).rejects.toThrow(`chmod go-w ${dir}`);
    await chmod(dir, 0o755);
    await expect(prepareData(dir)).resolves.toBeDefined();
  });

  it('says when nothing can be written', async () => {
    if (process.getuid?.() === 0) {
      // The superuser may write anywhere but below a file.
      await writeFile(join(dir, 'file'), '');
      await expect(prepareData(join(dir, 'file', 'data'))).rejects.toThrow();
      return;
    }
    await chmod(dir, 0o500);
    await expect(prepareData(join(dir, 'data'))).rejects.toThrow('Nothing can be written to');
  });
});

describe('secrets', () => {
  it('are 32 random bytes each, and no two are the same', async () => {
    const { secrets } = await prepareData(dir);
    const values = Object.values(secrets);
    expect(new Set(values).size).toBe(5);
    for (const value of values) expect(Buffer.from(value, 'base64url')).toHaveLength(32);
  });

  it('are refused when another account could have read them', async () => {
    const { paths } = await prepareData(dir);
    await chmod(paths.secrets, 0o640);
    await expect(prepareData(dir)).rejects.toThrow(`chmod 600 ${paths.secrets}`);
  });

  it('are not made anew when one is broken, and the broken one is not shown', async () => {
    const { paths } = await prepareData(dir);
    const text = await readFile(paths.secrets, 'utf8');
    await writeFile(paths.secrets, text.replace(/asToken: .*/, 'asToken: canary-s3cret'));
    const refused = await prepareData(dir).catch((error: unknown) => String(error));
    expect(refused).toContain('has no usable value for asToken');
    expect(refused).not.toContain('canary');
  });

  it('that were added by an update are made, and the others kept', async () => {
    const { paths, secrets } = await prepareData(dir);
    const text = await readFile(paths.secrets, 'utf8');
    await writeFile(paths.secrets, text.replace(/turnSecret: .*\n/, ''));
    const again = await prepareData(dir);
    expect({ ...again.secrets, turnSecret: '' }).toEqual({ ...secrets, turnSecret: '' });
    expect(again.secrets.turnSecret).not.toBe(secrets.turnSecret);
  });

  it('from a file of the admin must be there and be private', async () => {
    await expect(readSecretFile(dir, 'none', 'turn.secretFile')).rejects.toThrow('named at turn.secretFile');
    await writeFile(join(dir, 'open'), 'x', { mode: 0o644 });
    await expect(readSecretFile(dir, 'open', 'turn.secretFile')).rejects.toThrow(
      'can be read by other accounts',
    );
    await writeFile(join(dir, 'good'), ' x \n', { mode: 0o600 });
    expect(await readSecretFile(dir, 'good', 'turn.secretFile')).toBe('x');
  });
});

describe('registration', () => {
  it('holds the bot and nobody else: no patient, no clinician, no room', () => {
    const registration = parse(
      renderRegistration({ serverName: 'a.example', transactionsPort: 1, asToken: 'as', hsToken: 'hs' }),
    );
    expect(registration).toMatchObject({ sender_localpart: 'sprechzimmer', rate_limited: false });
    expect(registration.namespaces).toMatchObject({ aliases: [], rooms: [] });
    const [users, ...more] = registration.namespaces.users;
    expect(more).toEqual([]);
    expect(users.exclusive).toBe(true);
    const own = new RegExp(users.regex);
    expect(own.test('@sprechzimmer:a.example')).toBe(true);
    for (const other of [
      '@sprechzimmer:aXexample',
      '@sprechzimmer2:a.example',
      '@doktor:a.example',
      '@guest-abc:a.example',
      '@sprechzimmer:a.example.org',
    ])
      expect(own.test(other), other).toBe(false);
  });

  it('is shown to admins at the root of the repository as it is rendered', async () => {
    const template = await readFile(new URL('../../../registration.yaml', import.meta.url), 'utf8');
    expect(parse(template)).toEqual(
      parse(
        renderRegistration({
          serverName: 'sprechzimmer.localhost',
          transactionsPort: 8483,
          asToken: '<generated>',
          hsToken: '<generated>',
        }),
      ),
    );
  });
});

describe('one data folder, one practice', () => {
  it('refuses a second one, and lets the next one in when the first has gone', () => {
    const { lock } = dataPaths(dir);
    const held = lockData(lock, dir);
    expect(() => lockData(lock, dir)).toThrow(`The data folder ${dir} is in use`);
    held.release();
    lockData(lock, dir).release();
    expect(tryLock(lock)?.release()).toBeUndefined();
  });
});

describe('last words of a process', () => {
  it.each([
    ['user @anna:praxis.example left', 'anna'],
    ['room !abc:praxis.example', 'abc'],
    ['from 203.0.113.77 port 1', '203.0.113.77'],
    ['from 2001:db8:0:1::7 port', '2001:db8'],
    ['token syt_Z3Vlc3QtYWJj_abcdefghij_1234', 'syt_'],
    ['as_token: wE6Xh1Yx3T0nRk2c1u9m0sJfKqzD5vGb7aLpNtQeRiU', 'wE6X'],
    ['postgres://me:hunter2@db/x', 'hunter2'],
  ])('lose ids, addresses and secrets: %s', (line, canary) => {
    expect(mask(line)).not.toContain(canary);
  });

  it('keep what helps', () => {
    for (const line of [
      "ValueError: Unable to configure formatter 'masked'",
      '---------------------------------------------------------------',
      'File "/srv/sprechzimmer/.cache/venv/lib/python3.11/site-packages/synapse/config/logger.py", line 324',
      'port 8481 is taken',
    ])
      expect(mask(line)).toBe(line);
  });
});

it('first passwords are long, and can be read from paper without doubt', () => {
  const passwords = Array.from({ length: 200 }, newPassword);
  expect(new Set(passwords).size).toBe(200);
  for (const password of passwords)
    expect(password).toMatch(/^(?:[a-km-np-z2-9ij]{5}-){3}[a-km-np-z2-9ij]{5}$/);
});
