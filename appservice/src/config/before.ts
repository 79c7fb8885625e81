/** `before`: what patients are asked before somebody lets them in. */

import { WantedSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { setting, text } from './setting.ts';

export const beforeSays =
  'What patients are asked before a conversation. Their answers go end-to-end encrypted to the clinician and are on ' +
  'no server. Each question is `off`, `optional` or `required`; while something required is missing, the desk lets ' +
  'nobody in.';

export const BeforeSchema = v.strictObject({
  company: asked('Whether the patient is alone in the room, and who else is there.'),
  callback: asked('A number to call the patient back on when the line drops.'),
  place: asked('Where the patient is at the moment, so that help can be sent there in an emergency.'),
  crisis: asked('What patient and clinician have agreed on for a crisis: whom to call, what to do first.'),
  consent: asked('Consent to a text of yours. Needs consentVersion and consentText.'),
  consentVersion: v.optional(
    text(
      40,
      'Name of the present consent text; the answer names it. Every change of the text, however small, needs another ' +
        'one: desks remember which text a name stood for and take no second one under it.',
      '2026-11',
    ),
  ),
  consentText: v.optional(
    setting(v.strictObject({ de: v.optional(wording('German')), en: v.optional(wording('English')) }), {
      says:
        'What the patient agrees to, in German, in English or in both. Shown whole, paragraph by paragraph, in the ' +
        'language of the page where you give it. Nothing in it is formatted.',
      expected: '`de`, `en` or both, each a text of 1 to 8000 characters',
      example: {
        de: 'Ich bin damit einverstanden, dass meine Behandlung heute per Video stattfindet.',
        en: 'I agree that today’s treatment takes place by video.',
      },
    }),
  ),
});

function asked(says: string) {
  return v.optional(setting(WantedSchema, { says, expected: 'one of off, optional, required' }), 'off');
}

function wording(language: string) {
  return text(8_000, `The text in ${language}.`);
}
