/** What the two devices of a visit tell each other when one of them has stopped it. */

import * as v from 'valibot';
import { Hex32Schema } from './ids.ts';

/** What can stop a visit for good, or until the clinician decides. */
export const haltCauses = [
  'stranger',
  'bot-back',
  'extra-device',
  'power-changed',
  'access-changed',
  'identity-changed',
  'not-encrypted',
  'encryption-changed',
  'other-room',
  'fingerprint-differs',
  'words-differ',
] as const;

/** Either to the other: my device has stopped this visit, and why. To-device only; it can only stop. */
export const haltType = 'de.sprechzimmer.halt';
export const HaltContentSchema = v.strictObject({
  v: v.literal(1),
  h: Hex32Schema,
  cause: v.picklist(haltCauses),
});
export type HaltContent = v.InferOutput<typeof HaltContentSchema>;
