/** A new password for a clinician who has lost theirs. There is no admin account that could do it over the network. */

import type { UserId } from '@sprechzimmer/protocol';
import { runCommand } from './command.ts';
import { plainEnvironment } from './environment.ts';
import { mask } from './mask.ts';
import { newPassword } from './password.ts';
import { type DataPaths, projectPaths } from './paths.ts';
import { exitCodes, Trouble } from './trouble.ts';

/** The homeserver must not be running. @returns the new password, which is kept nowhere @throws Trouble */
export async function setPassword(python: string, paths: DataPaths, user: UserId): Promise<string> {
  const password = newPassword();
  const { code, tail } = await runCommand(
    python,
    [projectPaths.passwordSetter, paths.homeserverConfig, user],
    {
      env: plainEnvironment({ PYTHONPATH: projectPaths.steward }),
      input: `${password}\n`,
    },
  );
  if (code === 0 && tail.at(-1) === 'done') return password;
  if (code === 0 && tail.at(-1) === 'unknown')
    throw new Trouble(
      exitCodes.configuration,
      `${user} has no account yet. It is made at the next start, which prints its password.`,
    );
  throw new Trouble(
    exitCodes.unexpected,
    'The password could not be changed. The last lines below say why.',
    [...tail.map(mask)],
  );
}
