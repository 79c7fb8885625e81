/** The first tables. */

import type { Kysely } from 'kysely';

export async function up(db: Kysely<unknown>): Promise<void> {
  const { schema } = db;
  await schema
    .createTable('invitations')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('redeem_hash', 'text', (c) => c.notNull())
    .addColumn('nonce', 'text', (c) => c.notNull())
    .addColumn('book_name', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('not_before', 'bigint', (c) => c.notNull())
    .addColumn('not_after', 'bigint', (c) => c.notNull())
    .addColumn('guest_name', 'text', (c) => c.notNull())
    .addColumn('clinician', 'text', (c) => c.notNull())
    .addColumn('current_visit', 'text')
    .addUniqueConstraint('invitations_guest_name', ['clinician', 'guest_name'])
    .execute();

  await schema
    .createTable('visits')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('invitation_id', 'text', (c) => c.notNull().references('invitations.id').onDelete('cascade'))
    .addColumn('phase', 'text', (c) => c.notNull())
    .addColumn('claim_hash', 'text', (c) => c.unique())
    .addColumn('guest', 'text', (c) => c.unique())
    .addColumn('guest_disposed', 'integer', (c) => c.notNull())
    .addColumn('making_room', 'integer', (c) => c.notNull())
    .addColumn('room_tries', 'integer', (c) => c.notNull())
    .addColumn('room_id', 'text', (c) => c.unique())
    .addColumn('room_confined', 'integer', (c) => c.notNull())
    .addColumn('guest_in', 'integer', (c) => c.notNull())
    .addColumn('clinician_in', 'integer', (c) => c.notNull())
    .addColumn('join_by_ms', 'bigint')
    .addColumn('discarded_rooms', 'text', (c) => c.notNull())
    .addColumn('presence', 'text', (c) => c.notNull())
    .addColumn('presence_since_ms', 'bigint', (c) => c.notNull())
    .addColumn('lease_until_ms', 'bigint')
    .addColumn('waiting_since_ms', 'bigint')
    .addColumn('admitted_ms', 'bigint')
    .addColumn('closed_ms', 'bigint')
    .addColumn('outcome', 'text')
    .addColumn('wake_ms', 'bigint')
    .execute();
  await schema.createIndex('visits_invitation').on('visits').column('invitation_id').execute();
  await schema.createIndex('visits_wake').on('visits').column('wake_ms').execute();

  await schema
    .createTable('parked_tries')
    .addColumn('invitation_id', 'text', (c) => c.notNull().references('invitations.id').onDelete('cascade'))
    .addColumn('claim_hash', 'text', (c) => c.notNull())
    .addColumn('refused', 'integer', (c) => c.notNull())
    .addColumn('tried_ms', 'bigint', (c) => c.notNull())
    .addPrimaryKeyConstraint('parked_tries_key', ['invitation_id', 'claim_hash'])
    .execute();

  // A duty without a visit (a room nobody knows) has to outlive every visit: no cascade reaches it.
  await schema
    .createTable('intentions')
    .addColumn('key', 'text', (c) => c.primaryKey())
    .addColumn('visit_id', 'text', (c) => c.references('visits.id').onDelete('cascade'))
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('room_id', 'text')
    .addColumn('guest', 'text')
    .addColumn('attempts', 'integer', (c) => c.notNull())
    .addColumn('next_try_ms', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('intentions_visit').on('intentions').column('visit_id').execute();
  await schema.createIndex('intentions_next_try').on('intentions').column('next_try_ms').execute();

  await schema
    .createTable('records')
    .addColumn('id', 'text', (c) => c.primaryKey())
    .addColumn('visit_hash', 'text')
    .addColumn('invitation_hash', 'text')
    .addColumn('claim_hash', 'text')
    .addColumn('not_before', 'bigint')
    .addColumn('not_after', 'bigint')
    .addColumn('outcome', 'text')
    .addColumn('clinician', 'text', (c) => c.notNull())
    .addColumn('kind', 'text', (c) => c.notNull())
    .addColumn('day', 'integer', (c) => c.notNull())
    .addColumn('reduce_at_ms', 'bigint')
    .addColumn('delete_at_ms', 'bigint', (c) => c.notNull())
    .execute();
  for (const column of ['visit_hash', 'invitation_hash', 'claim_hash', 'reduce_at_ms', 'delete_at_ms'])
    await schema.createIndex(`records_${column}`).on('records').column(column).execute();

  await schema
    .createTable('sessions')
    .addColumn('token_hash', 'text', (c) => c.primaryKey())
    .addColumn('open_id_hash', 'text', (c) => c.notNull().unique())
    .addColumn('user_id', 'text', (c) => c.notNull())
    .addColumn('closed', 'integer', (c) => c.notNull())
    .addColumn('expires_at_ms', 'bigint', (c) => c.notNull())
    .execute();
  await schema.createIndex('sessions_expires').on('sessions').column('expires_at_ms').execute();
}
