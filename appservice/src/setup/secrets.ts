/** `secrets.yaml`: made once, readable by its owner only, never printed. */

import { randomBytes } from 'node:crypto';
import { readFile, stat } from 'node:fs/promises';
import { isAbsolute, join } from 'node:path';
import { Secret32Schema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { parse, stringify } from 'yaml';
import { writePrivately } from './private-file.ts';
import { fileTrouble, troubles } from './trouble.ts';

/** 32 random bytes each, base64url. */
export interface Secrets {
  /** Appservice and steward: signs the vouchers guests are made for. */
  readonly voucherKey: string;
  /** Appservice and steward: signs the three verbs. */
  readonly stewardKey: string;
  /** The appservice to the homeserver. */
  readonly asToken: string;
  /** The homeserver to the appservice. */
  readonly hsToken: string;
  /** Homeserver and TURN server. */
  readonly turnSecret: string;
}

const says: Readonly<Record<keyof Secrets, string>> = {
  voucherKey: 'Appservice and steward module: what a patient’s browser needs to get its guest account.',
  stewardKey: 'Appservice and steward module: confine and dispose of guests and rooms.',
  asToken: 'The appservice to the homeserver.',
  hsToken: 'The homeserver to the appservice.',
  turnSecret:
    'Homeserver and TURN server (static-auth-secret of coturn), unless turn.secretFile names another.',
};

const names: readonly (keyof Secrets)[] = ['voucherKey', 'stewardKey', 'asToken', 'hsToken', 'turnSecret'];

/** Reads the secrets; makes those that are missing. @throws Trouble when others can read the file, or a value is broken */
export async function ensureSecrets(file: string): Promise<Secrets> {
  const present = await readValues(file);
  const missing = names.filter((name) => !(name in present));
  const secrets = check(file, {
    ...present,
    ...Object.fromEntries(missing.map((name) => [name, newSecret()])),
  });
  if (missing.length > 0) await writePrivately(file, render(secrets));
  return secrets;
}

/** Reads the secrets that must be there. @throws Trouble */
export async function readSecrets(file: string): Promise<Secrets> {
  return check(file, await readValues(file));
}

/** The content of a file that holds one secret. `setting` is the path in `sprechzimmer.yaml`. @throws Trouble */
export async function readSecretFile(dataDir: string, named: string, setting: string): Promise<string> {
  const file = isAbsolute(named) ? named : join(dataDir, named);
  const text = await readFile(file, 'utf8').catch(() => '');
  if (text.trim() === '') throw troubles.secretFileMissing(file, setting);
  await refuseIfOthersCanRead(file);
  return text.trim();
}

export function newSecret(): string {
  return randomBytes(32).toString('base64url');
}

async function readValues(file: string): Promise<Record<string, unknown>> {
  let text: string;
  try {
    text = await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return {};
    throw fileTrouble(file, error);
  }
  await refuseIfOthersCanRead(file);
  try {
    return v.parse(v.record(v.string(), v.unknown()), parse(text, { logLevel: 'silent' }) ?? {});
  } catch {
    throw troubles.secretsBroken(file, 'its keys: it is not valid YAML');
  }
}

function check(file: string, values: Record<string, unknown>): Secrets {
  const secret = (name: keyof Secrets): string => {
    const parsed = v.safeParse(Secret32Schema, values[name]);
    if (!parsed.success) throw troubles.secretsBroken(file, name);
    return parsed.output;
  };
  return {
    voucherKey: secret('voucherKey'),
    stewardKey: secret('stewardKey'),
    asToken: secret('asToken'),
    hsToken: secret('hsToken'),
    turnSecret: secret('turnSecret'),
  };
}

function render(secrets: Secrets): string {
  const lines = names.flatMap((name) => [`# ${says[name]}`, stringify({ [name]: secrets[name] }).trimEnd()]);
  return [
    '# Secrets of this practice. Made by sprechzimmer; keep the file with its backups, and to yourself.',
    ...lines,
    '',
  ].join('\n');
}

async function refuseIfOthersCanRead(file: string): Promise<void> {
  const { mode } = await stat(file);
  if ((mode & 0o077) !== 0) throw troubles.secretReadableByOthers(file);
}
