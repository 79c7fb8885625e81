/** SQLite through Node's own `node:sqlite`: nothing to compile, nothing to run beside it. */

import { closeSync, openSync } from 'node:fs';
import { DatabaseSync, type SQLInputValue, type StatementSync } from 'node:sqlite';
import {
  CompiledQuery,
  type DatabaseConnection,
  type Driver,
  SqliteAdapter,
  type SqliteDatabase,
  SqliteDialect,
  SqliteDriver,
  type SqliteStatement,
} from 'kysely';

export interface SqliteOptions {
  /** Called with each statement before it runs; what it throws, the query throws. For tests that stop in the middle. */
  readonly beforeQuery?: (sql: string) => void;
  /** `full`, the default: what was answered survives a power cut. `off`: for tests that open hundreds of files. */
  readonly synchronous?: 'full' | 'off';
}

/** @param path file to open; made, for its owner only, when it is not there */
export function sqliteDialect(path: string, options: SqliteOptions = {}): SqliteDialect {
  return new ImmediateSqliteDialect({ database: async () => openDatabase(path, options) });
}

/**
 * Transactions take the write lock when they begin. A transaction that read first and then wants to write could
 * otherwise be told that somebody else was quicker, with no way to wait.
 */
class ImmediateSqliteDialect extends SqliteDialect {
  readonly #config: ConstructorParameters<typeof SqliteDialect>[0];

  constructor(config: ConstructorParameters<typeof SqliteDialect>[0]) {
    super(config);
    this.#config = config;
  }

  override createDriver(): Driver {
    return new ImmediateSqliteDriver(this.#config);
  }

  override createAdapter(): SqliteAdapter {
    return new AtomicSqliteAdapter();
  }
}

/** A migration that a crash has cut in half is rolled back whole. */
class AtomicSqliteAdapter extends SqliteAdapter {
  override get supportsTransactionalDdl(): boolean {
    return true;
  }
}

class ImmediateSqliteDriver extends SqliteDriver {
  override async beginTransaction(connection: DatabaseConnection): Promise<void> {
    await connection.executeQuery(CompiledQuery.raw('begin immediate'));
  }
}

function openDatabase(path: string, { beforeQuery, synchronous = 'full' }: SqliteOptions): SqliteDatabase {
  closeSync(openSync(path, 'a', 0o600));
  const db = new DatabaseSync(path, { enableForeignKeyConstraints: true, timeout: 5000 });
  // WAL: readers do not wait for writers. secure_delete: deleted means overwritten, not merely unlinked.
  db.exec(`pragma journal_mode = wal; pragma secure_delete = on; pragma synchronous = ${synchronous};`);
  const statements = new Map<string, SqliteStatement>();
  return {
    close: () => db.close(),
    prepare: (sql) => {
      beforeQuery?.(sql);
      const known = statements.get(sql);
      if (known) return known;
      const statement = adapt(db.prepare(sql));
      if (statements.size < 200) statements.set(sql, statement);
      return statement;
    },
  };
}

function adapt(statement: StatementSync): SqliteStatement {
  return {
    reader: statement.columns().length > 0,
    all: (parameters) => statement.all(...parameters.map(toSql)),
    run: (parameters) => statement.run(...parameters.map(toSql)),
    iterate: (parameters) => statement.iterate(...parameters.map(toSql)),
  };
}

function toSql(value: unknown): SQLInputValue {
  if (value === null || typeof value === 'string' || typeof value === 'number' || typeof value === 'bigint')
    return value;
  throw new TypeError(`a ${typeof value} cannot be stored`);
}
