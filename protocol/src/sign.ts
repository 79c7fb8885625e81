/** What a patient can tell the clinician without anybody in the same room noticing. */

import * as v from 'valibot';
import { Hex32Schema, UnixMsSchema } from './ids.ts';

/**
 * Guest to clinician: I am not alone. Over the data channel where the two are connected, and always to-device. `id` is
 * random, so that what comes both ways counts once; `at` is when it was given, by the guest's clock.
 */
export const signType = 'de.sprechzimmer.sign';

const SignIdSchema = v.pipe(v.string(), v.regex(/^[0-9a-f]{32}$/));

const shared = {
  v: v.literal(1),
  /** `SHA-256(T)` of the proof both sides share. */
  h: Hex32Schema,
  id: SignIdSchema,
  at: UnixMsSchema,
};

export const SignContentSchema = v.variant('sign', [
  v.strictObject({ ...shared, sign: v.literal('not-alone') }),
  /** Shown by pressing once more that it was a mistake. It takes nothing away from what the clinician sees. */
  v.strictObject({ ...shared, sign: v.literal('mistaken'), of: SignIdSchema }),
  /** Has left the page in a hurry. */
  v.strictObject({
    ...shared,
    sign: v.literal('left'),
    /** The highest number of a word about the door heard from this device: if it has said one since, this is old news. */
    heard: v.pipe(v.number(), v.integer(), v.minValue(0)),
  }),
  /** Has left the waiting room or the conversation for good: nobody comes back with this proof. */
  v.strictObject({ ...shared, sign: v.literal('gone') }),
]);
export type SignContent = v.InferOutput<typeof SignContentSchema>;
