/** `retention`: what is left of a visit, and for how long. */

import * as v from 'valibot';
import { whole } from './setting.ts';

export const retentionSays =
  'What is left after a visit. Account, room and media of the patient are deleted when the visit ends; this is about ' +
  'the one row in our own database that says that there was a visit.';

export const RetentionSchema = v.strictObject({
  reduceAfterHours: v.optional(
    whole(
      'hours',
      { min: 0, max: 8760 },
      'After this the row loses its link to invitation and account; only clinician, kind and day remain.',
    ),
    24,
  ),
  deleteAfterDays: v.optional(whole('days', { min: 0, max: 3650 }, 'After this the row is deleted.'), 30),
});
