/**
 * Accounts for clinicians, without a secret that stays behind (`docs/adr/0004-first-clinician-without-shared-secret.md`).
 *
 * The homeserver is started once with a random registration secret that exists for these seconds only, the accounts are
 * made, none of them an admin, and it is stopped again.
 */

import { createHmac } from 'node:crypto';
import { rm } from 'node:fs/promises';
import type { UserId } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { stringify } from 'yaml';
import { startHomeserver } from './homeserver.ts';
import { newPassword } from './password.ts';
import type { DataPaths } from './paths.ts';
import { writePrivately } from './private-file.ts';
import { newSecret } from './secrets.ts';
import { troubles } from './trouble.ts';

export interface NewAccount {
  readonly userId: UserId;
  readonly name: string;
  /** Kept nowhere: whoever made the account has to pass it on. Undefined when the account existed already. */
  readonly password: string | undefined;
}

export interface AccountsOptions {
  readonly python: string;
  readonly paths: DataPaths;
  readonly port: number;
  readonly wanted: readonly { readonly userId: UserId; readonly name: string }[];
  /** Called after each account, so that a crash loses no password that was not yet shown. */
  readonly made: (account: NewAccount) => Promise<void>;
}

/** The homeserver must not be running. @throws Trouble */
export async function makeAccounts({ python, paths, port, wanted, made }: AccountsOptions): Promise<void> {
  const secret = newSecret();
  const overlay = paths.accountsOverlay;
  await writePrivately(overlay, stringify(accountsOverlay(secret)));
  try {
    const homeserver = await startHomeserver({
      python,
      paths,
      port,
      configFiles: [paths.homeserverConfig, overlay],
    });
    try {
      await rm(overlay, { force: true });
      for (const { userId, name } of wanted) await made(await register(homeserver.url, secret, userId, name));
    } finally {
      await homeserver.stop();
    }
  } finally {
    await rm(overlay, { force: true });
  }
}

/**
 * What these seconds add to the homeserver's own configuration. The steward stays: whoever is a guest of this practice
 * must not find it open in the meantime.
 */
export function accountsOverlay(secret: string): Record<string, unknown> {
  return { registration_shared_secret: secret, app_service_config_files: [] };
}

/** Shared-secret registration: Synapse, docs/admin_api/register_api.md. */
async function register(url: string, secret: string, userId: UserId, name: string): Promise<NewAccount> {
  const endpoint = `${url}/_synapse/admin/v1/register`;
  const { nonce } = v.parse(v.object({ nonce: v.string() }), await (await fetch(endpoint)).json());
  const username = userId.slice(1, userId.indexOf(':'));
  const password = newPassword();
  const mac = createHmac('sha1', secret)
    .update([nonce, username, password, 'notadmin'].join('\0'))
    .digest('hex');
  const answer = await fetch(endpoint, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    // Without `inhibit_login` the account would begin with a device nobody owns.
    body: JSON.stringify({
      nonce,
      username,
      displayname: name,
      password,
      admin: false,
      mac,
      inhibit_login: true,
    }),
  });
  if (answer.ok) {
    await answer.body?.cancel();
    return { userId, name, password };
  }
  const problem = v.safeParse(v.object({ errcode: v.string() }), await answer.json().catch(() => undefined));
  const code = problem.success ? problem.output.errcode : String(answer.status);
  if (code === 'M_USER_IN_USE') return { userId, name, password: undefined };
  throw troubles.accountRefused(userId, code);
}
