/** English texts for a conversation whose line stays away: who calls whom. */

import type { lostDe } from '../de/lost.ts';
import type { SameKeys } from '../translator.ts';

export const lostEn: SameKeys<typeof lostDe> = {
  'patient.called': '{clinician} will call you on {number}.',
  'patient.back': 'As soon as the line is back, it goes on here by itself.',
  'patient.write': 'You can write even now.',

  'desk.call': 'Call {phone}',
  'desk.agreed': 'Please call {who}. That is what was agreed.',
  'desk.lost': 'The connection with {who} is interrupted. It comes back by itself.',
};
