/** What `visits` answers to `--json`. */

import { KindSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { phases } from '../visits/visit.ts';

const Instant = v.pipe(v.string(), v.isoTimestamp());

/** Times are UTC. No name, address or id of a person, a room or a link. */
export const VisitAnswerSchema = v.strictObject({
  label: v.string(),
  clinician: v.string(),
  kind: KindSchema,
  state: v.picklist(phases),
  /** Null where nobody keeps it. */
  since: v.nullable(Instant),
  presence: v.nullable(v.picklist(['here', 'away', 'gone'])),
  opens: Instant,
  begins: v.nullable(Instant),
  closes: Instant,
  linkReported: v.boolean(),
  secondBrowser: v.boolean(),
  next: v.strictObject({
    what: v.picklist(['opens', 'closes', 'ends', 'is-deleted', 'is-forgotten']),
    at: Instant,
  }),
  /** What has failed several times and is tried again. */
  stuck: v.array(
    v.strictObject({
      what: v.picklist(['make-room', 'confine-guest', 'leave-room', 'dispose-room', 'dispose-guest']),
      failed: v.pipe(v.number(), v.integer()),
      nextTry: Instant,
    }),
  ),
});
export type VisitAnswer = v.InferOutput<typeof VisitAnswerSchema>;

const count = v.pipe(v.number(), v.integer(), v.minValue(0));
const Day = v.nullable(v.pipe(v.string(), v.isoDate()));

export const VisitsAnswerSchema = v.strictObject({
  /** False when something is stuck. */
  ok: v.boolean(),
  visits: v.array(VisitAnswerSchema),
  /** Of all visits, whatever the filters. */
  stuck: count,
  records: v.strictObject({
    count,
    recognisable: count,
    firstDay: Day,
    lastDay: Day,
    nextDue: v.nullable(v.pipe(v.string(), v.isoTimestamp())),
  }),
});
export type VisitsAnswer = v.InferOutput<typeof VisitsAnswerSchema>;
