/** Finding visits: by id, by invitation, by claim, by room. With or without a lock on what is found. */

import type { VisitCase, VisitKey } from '../visits/visit-store.ts';
import type { Database, Queries } from './database.ts';
import { termsOf, visitOf } from './rows.ts';

/**
 * With `lock`, inside a transaction: until it ends nobody else changes this invitation or any of its visits.
 * The invitation's row stands for all of them, so there is one lock to wait for and no order to get wrong. The visit
 * is read by a second statement: PostgreSQL shows the first one what was there before it began to wait.
 */
export async function findVisit(
  engine: Database['engine'],
  db: Queries,
  key: VisitKey,
  lock: 'lock' | 'no-lock',
): Promise<VisitCase | undefined> {
  const invitation = await db
    .selectFrom('invitations')
    .selectAll()
    .where('id', '=', (q) =>
      'invitation' in key ? q.val(key.invitation) : visitRows(db, key).select('invitation_id'),
    )
    .$if(lock === 'lock' && engine === 'postgres', (q) => q.forUpdate())
    .executeTakeFirst();
  if (!invitation) return undefined;
  const wanted: VisitKey =
    'invitation' in key && invitation.current_visit ? { visit: invitation.current_visit } : key;
  if ('invitation' in wanted) return undefined;
  const row = await visitRows(db, wanted).selectAll().executeTakeFirst();
  if (!row) return undefined;
  const terms = termsOf(invitation);
  return { terms, visit: visitOf(row, terms) };
}

function visitRows(db: Queries, key: Exclude<VisitKey, { invitation: unknown }>) {
  const visits = db.selectFrom('visits');
  if ('visit' in key) return visits.where('id', '=', key.visit);
  if ('claimHash' in key) return visits.where('claim_hash', '=', key.claimHash);
  return visits.where('room_id', '=', key.room);
}
