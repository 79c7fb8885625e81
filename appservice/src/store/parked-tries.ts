/** Other browsers that came with the same link, by the hash of their claim. */

import type { Transaction } from 'kysely';
import type { VisitTransaction } from '../visits/visit-store.ts';
import type { Tables } from './schema.ts';

type ParkedTries = Pick<VisitTransaction, 'tryOf' | 'park' | 'latestParked' | 'refuseParked' | 'forgetTries'>;

export function parkedTries(tx: Transaction<Tables>): ParkedTries {
  return {
    async tryOf(invitation, claimHash) {
      const row = await tx
        .selectFrom('parked_tries')
        .select('refused')
        .where('invitation_id', '=', invitation)
        .where('claim_hash', '=', claimHash)
        .executeTakeFirst();
      if (!row) return undefined;
      return row.refused === 1 ? 'refused' : 'parked';
    },

    async park(invitation, claimHash, nowMs, atMost) {
      await tx
        .insertInto('parked_tries')
        .values({ invitation_id: invitation, claim_hash: claimHash, refused: 0, tried_ms: nowMs })
        .onConflict((conflict) =>
          conflict.columns(['invitation_id', 'claim_hash']).doUpdateSet({ tried_ms: nowMs }),
        )
        .execute();
      await tx
        .deleteFrom('parked_tries')
        .where('invitation_id', '=', invitation)
        .where('refused', '=', 0)
        .where('claim_hash', 'not in', (q) =>
          q
            .selectFrom('parked_tries')
            .select('claim_hash')
            .where('invitation_id', '=', invitation)
            .where('refused', '=', 0)
            .orderBy('tried_ms', 'desc')
            .orderBy('claim_hash')
            .limit(atMost),
        )
        .execute();
    },

    async latestParked(invitation) {
      const row = await tx
        .selectFrom('parked_tries')
        .select('claim_hash')
        .where('invitation_id', '=', invitation)
        .where('refused', '=', 0)
        .orderBy('tried_ms', 'desc')
        .orderBy('claim_hash')
        .executeTakeFirst();
      return row?.claim_hash;
    },

    async refuseParked(invitation) {
      await tx
        .updateTable('parked_tries')
        .set({ refused: 1 })
        .where('invitation_id', '=', invitation)
        .execute();
    },

    async forgetTries(invitation) {
      await tx
        .deleteFrom('parked_tries')
        .where('invitation_id', '=', invitation)
        .where('refused', '=', 0)
        .execute();
    },
  };
}
