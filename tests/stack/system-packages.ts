/** Programs the tests need from the system. Installed where that is allowed; otherwise the run says what to install. */

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { delimiter, join } from 'node:path';

interface Needed {
  readonly what: string;
  /** Debian package. */
  readonly package: string;
  readonly present: () => boolean;
}

const needed: readonly Needed[] = [
  {
    what: 'Chromium',
    package: 'chromium',
    present: () => onPath('chromium') || onPath('chromium-browser') || onPath('google-chrome'),
  },
  {
    what: 'Firefox',
    package: 'firefox-esr',
    present: () => onPath('firefox-esr') || onPath('firefox'),
  },
  { what: 'coturn', package: 'coturn', present: () => onPath('turnserver') },
  { what: 'OpenSSL', package: 'openssl', present: () => onPath('openssl') },
  { what: 'PostgreSQL server', package: 'postgresql', present: () => postgresBin() !== undefined },
];

/** @throws Error that names the packages and the command, when something is missing and cannot be installed */
export async function ensureSystemPackages(): Promise<void> {
  const missing = needed.filter((program) => !program.present());
  if (missing.length === 0) return;
  const packages = missing.map((program) => program.package);
  if (process.getuid?.() === 0 && onPath('apt-get')) {
    console.log(`Installing for the tests: ${packages.join(', ')}`);
    run('apt-get', ['update', '-q']);
    run('apt-get', ['install', '-y', '-q', '--no-install-recommends', ...packages]);
  }
  const still = needed.filter((program) => !program.present());
  if (still.length === 0) return;
  throw new Error(
    `The tests need ${still.map((program) => program.what).join(' and ')}. Install with: sudo apt-get install ${still.map((program) => program.package).join(' ')}`,
  );
}

/** Folder with `initdb` and `postgres`, or undefined. Debian keeps them off the PATH. */
export function postgresBin(): string | undefined {
  const debian = [18, 17, 16, 15, 14, 13].map((version) => `/usr/lib/postgresql/${version}/bin`);
  const path = (process.env['PATH'] ?? '').split(delimiter);
  return [...debian, ...path].find(
    (dir) => existsSync(join(dir, 'initdb')) && existsSync(join(dir, 'postgres')),
  );
}

function onPath(program: string): boolean {
  return (process.env['PATH'] ?? '').split(delimiter).some((dir) => existsSync(join(dir, program)));
}

function run(program: string, args: readonly string[]): void {
  spawnSync(program, args, { stdio: 'inherit', env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' } });
}
