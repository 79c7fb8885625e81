/** Brings a database to the tables of this version. Forward only: nothing here can take a column away by itself. */

import { type Kysely, sql } from 'kysely';
import { type Migration, Migrator } from 'kysely/migration';
import * as first from './migrations/0001-first.ts';
import * as exposedVisits from './migrations/0002-exposed-visits.ts';
import * as beginnings from './migrations/0003-beginnings.ts';
import * as wishes from './migrations/0004-wishes.ts';
import type { Tables } from './schema.ts';

/** In order; never renamed, never changed once released. */
export const migrations: Readonly<Record<string, Migration>> = {
  '0001-first': first,
  '0002-exposed-visits': exposedVisits,
  '0003-beginnings': beginnings,
  '0004-wishes': wishes,
};

/**
 * Safe to repeat, and when two processes start at once.
 * @throws Error when the database was written by a newer version, or a migration fails (it is then rolled back)
 */
export async function migrate<T>(db: Kysely<T>): Promise<void> {
  const migrator = new Migrator({ db, provider: { getMigrations: async () => ({ ...migrations }) } });
  const { error } = await migrator.migrateToLatest();
  if (error === undefined) return;
  const known = error instanceof Error && /previously executed migration .* is missing/.test(error.message);
  if (known)
    throw new Error(
      'This database was written by a newer version of Sprechzimmer. Install that version again, or restore a backup made before the update.',
    );
  throw error;
}

/** Reads only. Throws when there is nothing of ours in the database. */
export async function tablesAre(db: Kysely<Tables>): Promise<'current' | 'older' | 'newer'> {
  const rows = await sql<{ name: string }>`select name from kysely_migration`.execute(db);
  const done = new Set(rows.rows.map(({ name }) => name));
  const known = Object.keys(migrations);
  if ([...done].some((name) => !known.includes(name))) return 'newer';
  return known.every((name) => done.has(name)) ? 'current' : 'older';
}
