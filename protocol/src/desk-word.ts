/** What the clinician says of themselves to whoever waits for them. */

import * as v from 'valibot';
import { Hex32Schema, UnixMsSchema } from './ids.ts';

/** Clinician to guest, to-device only: whether they can come to the door. It opens nothing and ends nothing. */
export const deskWordType = 'de.sprechzimmer.desk';

const said = {
  v: v.literal(1),
  h: Hex32Schema,
  /** When it was said, by the clock of the device that says it. It rises with each word of this device. */
  at: UnixMsSchema,
} as const;

export const DeskWordContentSchema = v.variant('state', [
  v.strictObject({ ...said, state: v.literal('free') }),
  /** In another conversation. */
  v.strictObject({ ...said, state: v.literal('busy') }),
  /** Away for a while; `back_at` by the same clock as `at`. */
  v.strictObject({ ...said, state: v.literal('back'), back_at: UnixMsSchema }),
]);
export type DeskWordContent = v.InferOutput<typeof DeskWordContentSchema>;

/**
 * Marks an ordinary chat message (`m.room.message`, Megolm) of the clinician as said to somebody who has to wait: with
 * the value `true` the waiting room shows it big. To every other Matrix client it is a message like any other.
 */
export const laterKey = 'de.sprechzimmer.later';
