/** English texts for the clinician whose links have become known on their way. */

import type { exposedDeskDe } from '../de/exposed-desk.ts';
import type { SameKeys } from '../translator.ts';

export const exposedDeskEn: SameKeys<typeof exposedDeskDe> = {
  title: 'Blocked links',
  text: 'An e-mail filter has rewritten them. Their key therefore stood in a web address, where the practice’s server could read it. Nobody can get in with them any more, and whoever had come in by one is out again.',
  todo: 'Give the person a new link, ideally on paper, by telephone or as a text message.',
  without: 'No new link',
  'visit.title': 'The link to this conversation has become known',
  'visit.text':
    'Nobody can come in with it any more, and nobody can listen. But is {who} really the person the link was for? If in doubt, ask something only they know.',
  'visit.goOn': 'Yes, I am sure',
  'visit.end': 'No: end it',
  withoutName: 'No new link for {who}',
};
