/** `call`: how two browsers connect. */

import * as v from 'valibot';
import { oneOf, yesNo } from './setting.ts';

export const callSays = 'How the browsers of patient and clinician connect.';

export const CallSchema = v.strictObject({
  route: v.optional(
    oneOf(
      ['direct', 'relay'],
      '`direct`: straight from browser to browser where possible, by TURN where not; the two learn each other’s ' +
        'network address. `relay`: always by TURN, nobody learns an address.',
    ),
    'direct',
  ),
  connectWhileWaiting: v.optional(
    yesNo(
      'Connect the two browsers while the patient is still waiting, so that the picture is there at once. ' +
        'Nothing is recorded or sent before the clinician lets them in.',
    ),
    true,
  ),
});
