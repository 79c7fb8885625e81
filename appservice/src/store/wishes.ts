/** Wishes of the command line, as rows. They go with their visit. */

import type { Transaction } from 'kysely';
import type { VisitTransaction } from '../visits/visit-store.ts';
import type { Queries } from './database.ts';
import type { Tables } from './schema.ts';

export function wishes(tx: Transaction<Tables>): Pick<VisitTransaction, 'wish' | 'wishFor' | 'forgetWish'> {
  return {
    async wish(visit, { evenTalking }) {
      const even_talking = evenTalking ? 1 : 0;
      await tx
        .insertInto('wishes')
        .values({ visit_id: visit, even_talking })
        .onConflict((conflict) => conflict.column('visit_id').doUpdateSet({ even_talking }))
        .execute();
    },

    async wishFor(visit) {
      const row = await tx
        .selectFrom('wishes')
        .select('even_talking')
        .where('visit_id', '=', visit)
        .executeTakeFirst();
      return row && { evenTalking: row.even_talking === 1 };
    },

    async forgetWish(visit) {
      await tx.deleteFrom('wishes').where('visit_id', '=', visit).execute();
    },
  };
}

export async function wishedFor(db: Queries) {
  const rows = await db.selectFrom('wishes').select('visit_id').execute();
  return rows.map((row) => row.visit_id);
}
