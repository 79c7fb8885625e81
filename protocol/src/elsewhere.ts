/** What a patient tells a desk that has let them in, when another desk of the same clinician has taken over. */

import * as v from 'valibot';
import { Hex32Schema } from './ids.ts';

/**
 * Guest to clinician, to-device only, to the device that had let them in: another device of yours has a say about my door
 * now. It opens nothing and ends nothing; whoever hears it leaves a conversation that goes on elsewhere.
 */
export const elsewhereType = 'de.sprechzimmer.elsewhere';
export const ElsewhereContentSchema = v.strictObject({
  v: v.literal(1),
  /** `SHA-256(T)` of the proof both sides share. */
  h: Hex32Schema,
  /** The highest number heard from this device: it has said nothing since, or this is old news. */
  heard: v.pipe(v.number(), v.integer(), v.minValue(0)),
});
export type ElsewhereContent = v.InferOutput<typeof ElsewhereContentSchema>;
