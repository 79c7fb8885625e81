/** `files`: what patient and clinician may send each other in the chat. */

import * as v from 'valibot';
import { whole } from './setting.ts';

export const filesSays =
  'Files in the chat. They are encrypted on the device that sends them; the homeserver keeps ciphertext until the visit ' +
  'ends, and needs room for it.';

export const FilesSchema = v.strictObject({
  largestMegabytes: v.optional(
    whole(
      'megabytes',
      { min: 1, max: 30 },
      'The largest file that either side can send. A photographed page has one or two, a scanned booklet ten.',
    ),
    10,
  ),
  perVisit: v.optional(
    whole('files', { min: 1, max: 1000 }, 'How many files one patient can send during one visit.'),
    30,
  ),
  perVisitMegabytes: v.optional(
    whole(
      'megabytes',
      { min: 1, max: 10_000 },
      'How much one patient can send during one visit. What was tried counts, also where the line broke off.',
    ),
    50,
  ),
});
