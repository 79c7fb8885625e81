/** Clinicians' sessions on either database: hashes and a time, no token. */

import type { SessionStore } from '../http/session-store.ts';
import type { Database } from './database.ts';

export function sessionStore({ db }: Database): SessionStore {
  return {
    async open({ tokenHash, openIdHash, userId, expiresAtMs }) {
      const { numInsertedOrUpdatedRows } = await db
        .insertInto('sessions')
        .values({
          token_hash: tokenHash,
          open_id_hash: openIdHash,
          user_id: userId,
          closed: 0,
          expires_at_ms: expiresAtMs,
        })
        .onConflict((conflict) => conflict.doNothing())
        .executeTakeFirst();
      return numInsertedOrUpdatedRows === 1n;
    },

    async find(tokenHash, nowMs) {
      const row = await db
        .selectFrom('sessions')
        .select(['user_id', 'expires_at_ms'])
        .where('token_hash', '=', tokenHash)
        .where('closed', '=', 0)
        .where('expires_at_ms', '>', nowMs)
        .executeTakeFirst();
      return row && { userId: row.user_id, expiresAtMs: row.expires_at_ms };
    },

    async close(tokenHash) {
      await db.updateTable('sessions').set({ closed: 1 }).where('token_hash', '=', tokenHash).execute();
    },

    async forget(nowMs) {
      await db.deleteFrom('sessions').where('expires_at_ms', '<=', nowMs).execute();
    },
  };
}
