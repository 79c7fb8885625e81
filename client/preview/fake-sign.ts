/** A silent sign that nobody hears: what was pressed is noted. */

import { type OwnSign, ownSign } from '../src/guest/own-sign.ts';
import { noteCall } from './calls.ts';

export function fakeSign(): OwnSign {
  return ownSign(() => ({
    give: async () => noteCall('giveSign'),
    takeBack: async () => noteCall('takeSignBack'),
  }));
}
