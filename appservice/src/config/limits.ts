/** `limits`: how often somebody may ask. */

import * as v from 'valibot';
import { whole } from './setting.ts';

export const limitsSays =
  'How often one network address, link or browser may ask the public API. Raise them when many patients share one ' +
  'address (a clinic’s Wi-Fi).';

export const LimitsSchema = v.strictObject({
  doorPerMinute: v.optional(
    whole('questions', { min: 1, max: 1_000_000 }, 'Looking at a door, for each network address and minute.'),
    120,
  ),
  redeemPerMinute: v.optional(
    whole('tries', { min: 1, max: 1_000_000 }, 'Entering with a link, for each network address and minute.'),
    60,
  ),
  redeemPerInvitationPerMinute: v.optional(
    whole('tries', { min: 1, max: 1_000_000 }, 'Entering with one and the same link, for each minute.'),
    30,
  ),
  signInPerMinute: v.optional(
    whole('tries', { min: 1, max: 1_000_000 }, 'Opening the desk, for each network address and minute.'),
    30,
  ),
  requestsPerMinute: v.optional(
    whole('requests', { min: 1, max: 1_000_000 }, 'Everything else, for each browser and minute.'),
    600,
  ),
});
