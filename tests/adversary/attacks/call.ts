/** The call: everything by which somebody would get between two people who talk. */

import type { AttackGroup } from '../attack.ts';
import { callDefences as d } from '../defences/call.ts';

export const callAttacks = {
  title: 'The call',
  attacks: {
    plainHangup: {
      name: 'a hangup in clear',
      by: 'active operator',
      attempt:
        'A call goes on. The homeserver hands the clinician an `m.call.hangup` without encryption, in the guest’s name, ' +
        'with everything in it that the guest would write: a new session, from which the call would have to begin anew.',
      expected: 'refused',
      userIsTold: 'nothing; the conversation goes on',
      defence: [d.onlyEncrypted],
    },
  },
} as const satisfies AttackGroup;
