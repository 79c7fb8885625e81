/** Finds the Python that the homeserver’s environment is made from. */

import { runCommand } from './command.ts';
import { troubles } from './trouble.ts';

export interface Python {
  readonly program: string;
  /** `3.11.7` */
  readonly version: string;
}

/**
 * `PYTHON` in the environment wins; then `python3`, `python`, and versioned names.
 * @throws Trouble when there is none, none is new enough, or the venv module is missing
 */
export async function findPython(env: NodeJS.ProcessEnv = process.env): Promise<Python> {
  const chosen = env['PYTHON'];
  const candidates = chosen ? [chosen] : ['python3', 'python', ...newer];
  let tooOld: string | undefined;
  let withoutVenv: string | undefined;
  for (const program of candidates) {
    const { code, tail } = await runCommand(program, [isolated, '-c', question], { env });
    const [version = '', venv] = (tail.at(-1) ?? '').split(' ');
    if (code !== 0 || !/^\d+\.\d+/.test(version)) continue;
    if (!isNewEnough(version)) tooOld ??= version;
    else if (venv !== 'venv') withoutVenv ??= version;
    else return { program, version };
  }
  if (withoutVenv !== undefined) throw troubles.noVenvModule(withoutVenv);
  throw tooOld === undefined ? troubles.noPython() : troubles.pythonTooOld(tooOld);
}

/** What lies in the folder somebody happens to stand in is not imported. */
export const isolated = '-I';

const newer = ['python3.13', 'python3.12', 'python3.11', 'python3.10'];

const question = `
import sys
try:
    import ensurepip, venv
    have = "venv"
except ImportError:
    have = "none"
print(".".join(map(str, sys.version_info[:3])), have)
`;

function isNewEnough(version: string): boolean {
  const [major = 0, minor = 0] = version.split('.').map(Number);
  return major === 3 && minor >= 10;
}
