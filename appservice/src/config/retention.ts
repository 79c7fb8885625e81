/** `retention`: what is left of a visit, and for how long. */

import * as v from 'valibot';
import { whole } from './setting.ts';

export const retentionSays =
  'What is left after a visit. Account, room and media of the patient are deleted when the visit ends; this is about ' +
  'the one record in our own database that says that there was a visit.';

export const RetentionSchema = v.strictObject({
  reduceAfterHours: v.optional(
    whole(
      'hours',
      { min: 0, max: 2160 },
      'For this long the record still recognises the link and the browser, by hashes, and tells both that it is over. ' +
        'Then only clinician, kind and day remain.',
    ),
    24,
  ),
  deleteAfterDays: v.optional(
    whole('days', { min: 0, max: 90 }, 'After this the record is deleted. 0 keeps none at all.'),
    30,
  ),
});
