/** `waitingRoom`: what clinicians say to whoever has to wait a little. */

import * as v from 'valibot';
import { setting } from './setting.ts';

export const waitingRoomSays = 'While a patient waits.';

export const WaitingRoomSchema = v.strictObject({
  messages: v.optional(
    setting(v.pipe(v.array(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(200))), v.maxLength(8)), {
      says:
        'Sentences a clinician can send to somebody who waits, with one click instead of typing. They travel ' +
        'end-to-end encrypted, like everything a clinician says. Without this setting the desk offers its own.',
      expected: 'a list of up to 8 texts of 1 to 200 characters',
      example: ['Ich brauche noch fünf Minuten.', 'Bitte warten Sie, ich rufe Sie gleich herein.'],
    }),
  ),
});
