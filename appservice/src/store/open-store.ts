/** Opens the appservice's own database. */

import { Kysely } from 'kysely';
import type { SessionStore } from '../http/session-store.ts';
import type { VisitStore } from '../visits/visit-store.ts';
import type { Database } from './database.ts';
import { migrate, tablesAre } from './migrate.ts';
import { type Overview, readOverview } from './overview.ts';
import { postgresDialect } from './postgres.ts';
import type { Tables } from './schema.ts';
import { sessionStore } from './session-store.ts';
import { type SqliteOptions, sqliteDialect } from './sqlite.ts';
import { type TraceSearch, traceSearch } from './traces.ts';
import { visitStore } from './visit-store.ts';

export interface Store {
  readonly visits: VisitStore;
  readonly sessions: SessionStore;
  close(): Promise<void>;
}

export interface StoreOptions extends SqliteOptions {
  /** `sqlite:/absolute/path/of/the/file` or `postgres://user:password@host:port/database`. */
  readonly url: string;
}

/**
 * Brings the tables up to date first.
 * @throws Error when the address is of no known kind, the database cannot be reached, or is of a newer version
 */
export async function openStore(options: StoreOptions): Promise<Store> {
  const database = openDatabase(options);
  try {
    await migrate(database.db);
  } catch (error) {
    await database.db.destroy();
    throw error;
  }
  return {
    visits: visitStore(database),
    sessions: sessionStore(database),
    close: () => database.db.destroy(),
  };
}

/** A store whose tables are taken as they are. */
export interface CurrentStore extends Store {
  /** Whether its tables are those of this version. Throws when it cannot be read. */
  state(): Promise<'current' | 'older' | 'newer'>;
  overview(): Promise<Overview>;
  /** What is left in it of one visit, its guest and its rooms: see `traces.ts`. */
  readonly traces: TraceSearch;
}

/** For a process beside the one that has the store: changes no table. */
export function openCurrent(options: StoreOptions): CurrentStore {
  const database = openDatabase(options);
  return {
    visits: visitStore(database),
    sessions: sessionStore(database),
    state: () => tablesAre(database.db),
    overview: () => readOverview(database.db),
    traces: traceSearch(database.db),
    close: () => database.db.destroy(),
  };
}

export function openDatabase({ url, ...options }: StoreOptions): Database {
  if (url.startsWith('sqlite:'))
    return {
      db: new Kysely<Tables>({ dialect: sqliteDialect(url.slice('sqlite:'.length), options) }),
      engine: 'sqlite',
    };
  if (/^postgres(?:ql)?:\/\//.test(url))
    return { db: new Kysely<Tables>({ dialect: postgresDialect(url) }), engine: 'postgres' };
  throw new Error('The store is either sqlite:/path/to/file or postgres://user@host/database.');
}
