/** What somebody at the command line wishes for a visit, until the running appservice has taken it up. */

import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('wishes')
    .addColumn('visit_id', 'text', (c) => c.primaryKey().references('visits.id').onDelete('cascade'))
    .addColumn('even_talking', 'integer', (c) => c.notNull())
    .execute();
}
