/** English texts about the line between the two. */

import type { lineDe } from '../de/line.ts';
import type { SameKeys } from '../translator.ts';

export const lineEn: SameKeys<typeof lineDe> = {
  'words.title': 'Four words to compare',
  'words.why':
    'Both screens show the same four words. If somebody stood between you, the words would be different.',
  'words.readFirst': 'Read the first two aloud. {name} then reads the last two.',
  'words.readLast': '{name} reads the first two aloud. Then you read the last two.',
  'words.voice': 'What counts is what you hear: from a voice that you know.',
  'words.german': 'The words are German on both screens, because {name} uses this page in German.',
  'words.english': 'The words are English on both screens, because {name} uses this page in English.',
  'words.pending': 'The words are shown here as soon as the two of you are connected.',
  'words.loading': 'The words are being loaded.',
  'words.notLoaded': 'The words could not be loaded.',
  'words.same': 'They are the same',
  'words.differ': 'They are different: stop at once',
  'words.noted':
    'You have compared, and the words were the same. This is your own note, {name} does not see it.',
};
