/** English texts of the practice's front page. */

import type { practiceDe } from '../de/practice.ts';
import type { SameKeys } from '../translator.ts';

export const practiceEn: SameKeys<typeof practiceDe> = {
  'practice.title': 'Online consulting room',
  'practice.of': 'Online consulting room: {practice}',
  'practice.text':
    'Conversations held here are encrypted from device to device. You need no app and no account, only the link from your message.',
  'practice.haveLink': 'You have been sent a link? Open it where you received it.',
  'practice.contact': 'How to reach the practice',
  'practice.call': 'Call',
  'practice.mail': 'Write an e-mail',
  'practice.unavailable': 'The practice cannot be reached just now. Please try again later.',
  'practice.desk': 'To the clinicians’ desk',
};
