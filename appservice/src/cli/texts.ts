/** What commands say when all went well. What they say when it did not is in `setup/trouble.ts`. */

import type { Practice } from '../setup/practice.ts';

interface Account {
  readonly userId: string;
  readonly name: string;
  readonly password: string | undefined;
}

export const texts = {
  greeting: (version: string, dataDir: string) => `Sprechzimmer ${version}, practice in ${dataDir}\n`,

  /** The two things a person can act on: where the desk is, and how to sign in. */
  ready: ({ publicUrl, clinicians }: Practice, seconds: number) =>
    [
      '',
      `Ready after ${seconds.toFixed(1)} seconds.`,
      '',
      `  The desk    ${publicUrl}/desk/`,
      ...clinicians.flatMap(({ userId, name, password }) => [
        '',
        `  ${name}`,
        `  User name   ${localpart(userId)}`,
        password === undefined
          ? '  Password    the one that was shown when the account was made'
          : `  Password    ${password}`,
      ]),
      ...(clinicians.some(({ password }) => password !== undefined)
        ? ['', '  A password is shown this once and kept nowhere. Write it down now.']
        : []),
      '',
      'Ctrl-C stops everything.',
    ].join('\n'),

  /** An account that was just made. */
  account: ({ userId, name, password }: Account) =>
    password === undefined
      ? `The account of ${name} (${userId}) existed already; its password stays as it was.`
      : [
          '',
          `  ${name}`,
          `  User name   ${localpart(userId)}`,
          `  Password    ${password}`,
          '',
          '  The password is shown this once and kept nowhere. Write it down now.',
        ].join('\n'),

  stopping: '\nStopping … (Ctrl-C again ends everything at once)',
  stopped: 'Stopped. Everything is kept for the next start.',

  initDone: (file: string) =>
    `Made ${file} and the keys beside it.\nRead it, change what you wish, then: npm start`,
  initThere: (file: string) => `${file} was there already and is unchanged.`,
  checkDone: (file: string) => `${file} is well.`,
} as const;

function localpart(userId: string): string {
  return userId.slice(1, userId.indexOf(':'));
}
