/** PostgreSQL through a pool of connections. */

import { PostgresDialect } from 'kysely';
import pg from 'pg';

const INT8 = 20;

/** @param url `postgres://user:password@host/database`, or `?host=/folder` for a socket */
export function postgresDialect(url: string): PostgresDialect {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    // Instants and counts of ours are far below 2^53; text instead of numbers would compare wrongly.
    types: {
      getTypeParser: (oid, format) => (oid === INT8 ? Number : pg.types.getTypeParser(oid, format)),
    },
  });
  // A connection that dies while idle is replaced by the pool; without a listener it would end the process.
  pool.on('error', () => {});
  return new PostgresDialect({ pool });
}
