/** A visit can go on although its link has been reported as exposed. */

import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('visits').addColumn('exposed_ms', 'bigint').execute();
}
