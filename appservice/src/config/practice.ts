/** `practice`: what a patient reads about whose door this is. */

import { ColourSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { oneOf, setting, text } from './setting.ts';

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
  colour: v.optional(
    setting(ColourSchema, {
      says:
        'The colour of buttons, links and notices. Where letters in it could not be read it is shown darker, ' +
        'in the dark theme lighter; `sprechzimmer check` says so.',
      expected: 'a colour as # and six digits or letters from a to f, in quotation marks',
      example: '#2f5a49',
    }),
  ),
  logo: v.optional(
    setting(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(500)), {
      says:
        'A picture beside the name of the practice: a PNG or SVG file of at most 100 kB, which everybody with the ' +
        'address can see. A relative path starts at the data folder.',
      expected: 'the path of a PNG or SVG file',
      example: 'logo.svg',
    }),
  ),
});
