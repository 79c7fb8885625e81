/** What `purge` answers to `--json`. */

import * as v from 'valibot';

const count = v.pipe(v.number(), v.integer(), v.minValue(0));

export const PurgeAnswerSchema = v.strictObject({
  /** False when something remains, or could not be looked at. */
  ok: v.boolean(),
  /** The practice was running and has done it; otherwise it was started for it, without its web server. */
  wasRunning: v.boolean(),
  visits: v.array(
    v.strictObject({
      label: v.string(),
      clinician: v.string(),
      outcome: v.picklist(['gone', 'remains', 'in-conversation']),
      /** Rows that still hold something of it; null where the database could not be read. */
      ownRows: count,
      homeserverRows: v.nullable(count),
      hadAccount: v.boolean(),
      rooms: count,
    }),
  ),
  /** Deletions that are to be made once more when the last voucher has run out. */
  later: count,
  laterAt: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
});
export type PurgeAnswer = v.InferOutput<typeof PurgeAnswerSchema>;
