/** English texts for the patient whose link has become known on its way. */

import type { exposedDe } from '../de/exposed.ts';
import type { SameKeys } from '../translator.ts';

export const exposedEn: SameKeys<typeof exposedDe> = {
  'report.telling': 'The practice is being notified.',
  'report.told':
    'The practice has been notified and the link is blocked: nobody can get in with it any more. You will be given a new one for your appointment. If you have none shortly before, please call.',
  'report.over': 'The link had stopped working anyway. If you need a new one, please call the practice.',
  'report.untold':
    'The practice does not know of it yet. Please call: you need a new link, and this one has to be taken back.',
  ended:
    'Its key became known on the way. The visit was ended for that reason. The practice has been notified and will give you a new link.',
};
