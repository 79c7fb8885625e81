/** When an appointment begins: its window alone does not say so once the practice's settings have changed. */

import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('invitations').addColumn('starts_at', 'bigint').execute();
}
