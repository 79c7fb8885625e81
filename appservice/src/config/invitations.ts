/** `invitations` and `visits`: how long links and visits live. */

import { longestGraceMinutes } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { whole, yesNo } from './setting.ts';

export const invitationsSays = 'When a link opens the door.';

export const InvitationsSchema = v.strictObject({
  opensMinutesBefore: v.optional(
    whole(
      'minutes',
      { min: 0, max: 1440 },
      'How long before the appointment a patient may enter the waiting room.',
    ),
    30,
  ),
  closesMinutesAfter: v.optional(
    whole(
      'minutes',
      { min: 0, max: 1440 },
      'How long after the planned end the link still lets somebody in.',
    ),
    30,
  ),
  byCommand: v.optional(
    yesNo(
      'Whether `sprechzimmer invite` may make links, for a reception that invites. Such a link is made on the server: it ' +
        'proves nothing, so patient and clinician have to compare pictures, and whoever runs the server has had it in ' +
        'hand. Links from the desk are better.',
    ),
    false,
  ),
});

export const visitsSays =
  'How a visit behaves. The defaults suit a practice; read the reference before changing them.';

export const VisitsSchema = v.strictObject({
  leaseSeconds: v.optional(
    whole(
      'seconds',
      { min: 10, max: 300 },
      'A waiting browser that has been silent for this long is shown as gone.',
    ),
    30,
  ),
  joinTimeoutSeconds: v.optional(
    whole(
      'seconds',
      { min: 5, max: 300 },
      'If patient or clinician could not get into the room within this time, the room is made anew.',
    ),
    20,
  ),
  voucherSeconds: v.optional(
    whole('seconds', { min: 30, max: 3600 }, 'How long a browser may take to make its guest account.'),
    300,
  ),
  graceMinutes: v.optional(
    whole(
      'minutes',
      { min: 0, max: longestGraceMinutes },
      'A conversation that is running when its link closes may go on for this long.',
    ),
    60,
  ),
});
