/** Reads from a database that others work with, without being in their way: SQLite or PostgreSQL. */

import { existsSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import pg from 'pg';
import { postgresParts } from '../config/database-url.ts';

export type Target = { readonly file: string } | { readonly postgres: pg.ClientConfig };

export interface Reader {
  readonly engine: 'sqlite' | 'postgres';
  /** One number from one row; undefined where there is no row. */
  number(sql: string): Promise<number | undefined>;
  texts(sql: string): Promise<readonly string[]>;
}

/** @param database `sqlite` or an address, as in the configuration */
export function targetOf(database: string, file: string, password: string | undefined): Target {
  const parts = postgresParts(database);
  if (parts === undefined) return { file };
  return {
    postgres: {
      ...parts,
      ...(password === undefined ? {} : { password }),
      connectionTimeoutMillis: 5000,
      statement_timeout: 8000,
      query_timeout: 8000,
    },
  };
}

/** A practice that has never run has no file. */
export function isThere(target: Target): boolean {
  return 'postgres' in target || existsSync(target.file);
}

/** @throws whatever the platform throws: see `databaseTrouble` */
export async function reading<T>(target: Target, work: (reader: Reader) => Promise<T>): Promise<T> {
  if ('file' in target) {
    const db = new DatabaseSync(target.file, { readOnly: true, timeout: 1500 });
    const first = (row: object | undefined) => (row === undefined ? undefined : Object.values(row)[0]);
    try {
      return await work({
        engine: 'sqlite',
        number: async (sql) => numberOf(first(db.prepare(sql).get())),
        texts: async (sql) =>
          db
            .prepare(sql)
            .all()
            .map((row) => String(first(row))),
      });
    } finally {
      db.close();
    }
  }
  const client = new pg.Client(target.postgres);
  client.on('error', () => undefined);
  const rows = async (sql: string): Promise<readonly unknown[]> => {
    const { rows: found } = await client.query<unknown[]>({ text: sql, rowMode: 'array' });
    return found.map(([value]) => value);
  };
  try {
    await client.connect();
    await client.query('set default_transaction_read_only = on');
    return await work({
      engine: 'postgres',
      number: async (sql) => numberOf((await rows(sql))[0]),
      texts: async (sql) => (await rows(sql)).map(String),
    });
  } finally {
    // Not waited for: a server that does not answer would hold us here.
    client.end().catch(() => undefined);
  }
}

/** Whether somebody could write now. The lock is given back at once; nothing is written. */
export function canLock(file: string): boolean {
  const db = new DatabaseSync(file, { timeout: 1500 });
  try {
    db.exec('begin immediate; rollback');
    return true;
  } catch (error) {
    if (isLocked(error)) return false;
    throw error;
  } finally {
    db.close();
  }
}

export function isLocked(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (error.errcode === 5 || error.errcode === 6);
}

/** Codes that say that a file is no database, or no whole one. */
export function isDamaged(error: unknown): boolean {
  return error instanceof Error && 'errcode' in error && (error.errcode === 11 || error.errcode === 26);
}

function numberOf(value: unknown): number | undefined {
  return value === null || value === undefined ? undefined : Number(value);
}
