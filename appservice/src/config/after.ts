/** `after`: what patients find when it is over, or when they leave in a hurry. */

import * as v from 'valibot';
import { setting, text } from './setting.ts';

export const afterSays = 'What patients find when a conversation is over, and where the quick way out leads.';

/** One line on the screen of somebody whose conversation has ended. */
const CrisisNumberSchema = v.strictObject({
  name: text(80, 'Who answers.', 'Notruf'),
  phone: setting(v.pipe(v.string(), v.trim(), v.regex(/^\+?[0-9][0-9 ()/-]{1,38}$/)), {
    says: 'The number, as people write it.',
    expected: 'a telephone number in quotation marks',
    example: '112',
  }),
});

export const AfterSchema = v.strictObject({
  crisisNumbers: v.optional(
    setting(v.pipe(v.array(CrisisNumberSchema), v.maxLength(8)), {
      says: 'Numbers for a crisis, shown on the last screen. Check that they are right where your patients live.',
      expected: 'a list of up to 8 entries, each with `name` and `phone`',
      example: [
        { name: 'Notruf', phone: '112' },
        { name: 'Ärztlicher Bereitschaftsdienst', phone: '116 117' },
        { name: 'Telefonseelsorge', phone: '0800 111 0 111' },
      ],
    }),
  ),
  quickExitTo: v.optional(
    setting(v.pipe(v.string(), v.check(isHttps)), {
      says:
        'The page that takes the place of ours when a patient leaves in a hurry: something harmless that anybody might ' +
        'have open. The browser then asks that host for it, without saying where it comes from. Without this setting ' +
        'an empty page is shown, and nobody is asked.',
      expected: 'an address that begins with https://',
      example: 'https://www.wetterdienst.de/',
    }),
  ),
});

function isHttps(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  return url?.protocol === 'https:' && url.username === '' && url.password === '';
}
