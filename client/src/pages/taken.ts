/** Imported before everything else, so that the link is out of the address bar before other code runs. */

import { takeFragment } from '../guest/take-fragment.ts';

export const taken = takeFragment();
