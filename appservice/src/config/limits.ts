/** `limits`: how often somebody may ask. */

import * as v from 'valibot';
import { whole } from './setting.ts';

export const limitsSays =
  'How often somebody may ask the public API within a minute. Raise the ones for an address when many patients share ' +
  'one (a clinic’s Wi-Fi).';

const perMinute = (says: string) => whole('requests', { min: 1, max: 1_000_000 }, says);

export const LimitsSchema = v.strictObject({
  doorPerMinute: v.optional(perMinute('Looking at a door, from one network address.'), 120),
  redeemPerMinute: v.optional(perMinute('Entering with a link, from one network address.'), 60),
  redeemPerInvitationPerMinute: v.optional(
    perMinute('Entering with one and the same link, from anywhere.'),
    30,
  ),
  sessionPerMinute: v.optional(perMinute('Opening a desk, from one network address.'), 30),
  guestPerMinute: v.optional(perMinute('A patient’s browser that has entered.'), 240),
  clinicianPerMinute: v.optional(perMinute('An open desk.'), 600),
  strangersPerMinute: v.optional(
    perMinute('Requests with a credential that is none, from one network address.'),
    120,
  ),
});
