/** `practice`: what a patient reads about whose door this is. */

import * as v from 'valibot';
import { oneOf, text } from './setting.ts';

export const practiceSays =
  'Whose practice this is. Patients see all of it, before and after a conversation.';

export const PracticeSchema = v.strictObject({
  name: v.optional(text(100, 'Name of the practice.'), 'Praxis'),
  language: v.optional(
    oneOf(['de', 'en'], 'Language of the practice. A browser that prefers the other one gets the other one.'),
    'de',
  ),
  phone: v.optional(
    text(
      100,
      'How a patient reaches you when the link does not work. Shown with every failure.',
      '030 1234567',
    ),
  ),
  email: v.optional(text(100, 'The address for questions before an appointment.', 'praxis@example.org')),
  address: v.optional(text(200, 'Street and town.', 'Lindenweg 1, 10115 Berlin')),
});
