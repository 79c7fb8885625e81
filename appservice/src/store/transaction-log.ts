/** Which transactions of the homeserver have been worked off: it repeats them when it heard no answer. */

import type { Database } from './database.ts';

export interface TransactionLog {
  has(id: string): Promise<boolean>;
  /** After its events have been worked off. Safe to repeat. */
  add(id: string, nowMs: number): Promise<void>;
  /** Deletes what is older than this. Unix milliseconds. */
  forget(beforeMs: number): Promise<void>;
}

export function transactionLog({ db }: Database): TransactionLog {
  return {
    async has(id) {
      const row = await db.selectFrom('transactions').select('id').where('id', '=', id).executeTakeFirst();
      return row !== undefined;
    },

    async add(id, nowMs) {
      await db
        .insertInto('transactions')
        .values({ id, at_ms: nowMs })
        .onConflict((conflict) => conflict.column('id').doNothing())
        .execute();
    },

    async forget(beforeMs) {
      await db.deleteFrom('transactions').where('at_ms', '<', beforeMs).execute();
    },
  };
}
