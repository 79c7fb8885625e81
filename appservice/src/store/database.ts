/** One of the two databases, and what is different between them. */

import { type Kysely, sql, type Transaction } from 'kysely';
import type { Tables } from './schema.ts';

export interface Database {
  readonly db: Kysely<Tables>;
  /** PostgreSQL has many writers and locks rows; SQLite has one and needs no lock beside its transaction. */
  readonly engine: 'sqlite' | 'postgres';
}

/** Inside or outside of a transaction. */
export type Queries = Kysely<Tables> | Transaction<Tables>;

/** Runs `work` in a transaction, and again, a few times, when PostgreSQL chose it to give way to another. */
export async function inTransaction<T>(
  database: Database,
  work: (tx: Transaction<Tables>) => Promise<T>,
  triesLeft = 5,
): Promise<T> {
  try {
    return await database.db.transaction().execute(work);
  } catch (error) {
    if (triesLeft === 0 || !isCollision(error)) throw error;
    return inTransaction(database, work, triesLeft - 1);
  }
}

/**
 * SQLite keeps earlier pages in its write-ahead log until somebody overwrites them: after something was deleted the
 * log is emptied. PostgreSQL does the like by itself, with autovacuum.
 */
export async function forgetDeleted({ db, engine }: Database): Promise<void> {
  if (engine !== 'sqlite') return;
  await db.connection().execute(async (one) => {
    // Somebody who reads the file just now (a backup) is not waited for: the next purge empties the log.
    await sql`pragma busy_timeout = 0`.execute(one);
    await sql`pragma wal_checkpoint(truncate)`.execute(one);
    await sql`pragma busy_timeout = 5000`.execute(one);
  });
}

/** PostgreSQL: serialization failure, deadlock. */
function isCollision(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === '40001' || error.code === '40P01');
}
