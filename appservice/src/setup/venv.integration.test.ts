import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { ensureVenvIn } from './venv.ts';

let dir: string;

beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'sprechzimmer-venv-'));
});

afterEach(async () => {
  vi.unstubAllEnvs();
  await rm(dir, { recursive: true, force: true, maxRetries: 3 });
});

it('two starts at once make one environment, and both can use it', async () => {
  const requirements = join(dir, 'requirements.txt');
  await writeFile(requirements, '# nothing\n');
  const said: string[] = [];
  const both = await Promise.all(
    [1, 2].map(() => ensureVenvIn(join(dir, 'cache'), { requirements }, (line) => said.push(line))),
  );
  expect(both[0]).toEqual(both[1]);
  expect(existsSync(both[0]?.python ?? '')).toBe(true);
  expect(said.filter((line) => line.startsWith('Making'))).toHaveLength(1);
  expect(said).toContain('Another process is making the Python environment; waiting for it');

  said.length = 0;
  await ensureVenvIn(join(dir, 'cache'), { requirements }, (line) => said.push(line));
  expect(said).toEqual([]);
});

it('runs nothing that somebody left lying in the folder it is started from', async () => {
  const strange = join(dir, 'strange');
  const ran = join(dir, 'ran');
  await mkdir(strange);
  for (const name of ['venv', 'ensurepip', 'pip'])
    await writeFile(join(strange, `${name}.py`), `open(${JSON.stringify(ran)}, 'w')\n`);
  const requirements = join(dir, 'requirements.txt');
  await writeFile(requirements, '# nothing\n');
  const here = process.cwd();
  process.chdir(strange);
  try {
    await ensureVenvIn(join(dir, 'cache'), { requirements }, () => undefined);
  } finally {
    process.chdir(here);
  }
  expect(existsSync(ran)).toBe(false);
});

it('without a network says so, and does not take half an environment for a whole one', async () => {
  vi.stubEnv('PIP_INDEX_URL', 'http://127.0.0.1:9/simple');
  vi.stubEnv('PIP_CONFIG_FILE', '/dev/null');
  const requirements = join(dir, 'requirements.txt');
  await writeFile(requirements, 'no-such-package==1.0\n');
  const make = () => ensureVenvIn(join(dir, 'cache'), { requirements }, () => undefined);
  await expect(make()).rejects.toThrow('The first start needs a network');
  await expect(make()).rejects.toThrow('The first start needs a network');
});

it('names the Python it lacks', async () => {
  vi.stubEnv('PYTHON', join(dir, 'python'));
  const requirements = join(dir, 'requirements.txt');
  await writeFile(requirements, '');
  const make = () => ensureVenvIn(join(dir, 'cache'), { requirements }, () => undefined);
  await expect(make()).rejects.toThrow('Python 3.10 or newer is needed');
  await writeFile(join(dir, 'python'), '#!/bin/sh\necho 3.9.2 venv\n', { mode: 0o755 });
  await expect(make()).rejects.toThrow('this machine has 3.9.2');
  await writeFile(join(dir, 'python'), '#!/bin/sh\necho 3.12.1 none\n', { mode: 0o755 });
  await expect(make()).rejects.toThrow('without its venv module');
});
