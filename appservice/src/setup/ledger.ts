/** `ledger.json`: what was made once and must not be made again. Rewritten after each step that succeeded. */

import { readFile } from 'node:fs/promises';
import { UserIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { writeIfChanged } from './private-file.ts';

const LedgerSchema = v.object({
  version: v.literal(1),
  /** The homeserver’s data was made with this name and works with no other. */
  serverName: v.string(),
  /** Clinicians whose account exists. */
  accounts: v.array(UserIdSchema),
});
export type Ledger = v.InferOutput<typeof LedgerSchema>;

/** Undefined for a fresh data folder. */
export async function readLedger(file: string): Promise<Ledger | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  if (text === undefined) return undefined;
  return v.parse(LedgerSchema, JSON.parse(text));
}

export async function writeLedger(file: string, ledger: Ledger): Promise<void> {
  await writeIfChanged(file, `${JSON.stringify(ledger, null, 2)}\n`);
}
