/** One word of the clinician's desk, heard a moment ago. */

import { DeskWordContentSchema, DeviceIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { HeardDesk } from '../src/guest/heard-desk.ts';

export function heardFrom(state: 'free' | 'busy' | 'back'): HeardDesk {
  const at = Date.now();
  const word = v.parse(DeskWordContentSchema, {
    v: 1,
    h: '0'.repeat(64),
    at,
    state,
    ...(state === 'back' ? { back_at: at + 10 * 60_000 } : {}),
  });
  return new Map([[v.parse(DeviceIdSchema, 'DRDEV'), { word, heardAtMs: at }]]);
}
