/** English texts for a conversation whose line stays away: who calls whom. */

import type { lostDe } from '../de/lost.ts';
import type { SameKeys } from '../translator.ts';

export const lostEn: SameKeys<typeof lostDe> = {
  'patient.called': '{clinician} can call you on {number}. If no call comes, call the practice.',
  'patient.back': 'As soon as the connection is back, it goes on here by itself.',
  'patient.write': 'You can write even now.',

  'desk.call': 'Call {phone}',
  'desk.agreed': 'Please call {who}. That is what was agreed.',
  'desk.silent':
    'Do not call now: a telephone that rings may harm. The other screen does not say that you will call.',
  'desk.lost': 'The connection with {who} is interrupted. It comes back by itself.',

  'desk.left': '{who} left at {time} and will not come back with this link.',
  'desk.leftHint': 'A conversation needs a new link.',
  'desk.leftAt': 'left at {time}',
  'desk.newLink': 'New link',
  'desk.newLinkName': 'New link for {who}',
  'desk.endName': 'End the visit of {who}',
};
