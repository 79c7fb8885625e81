/** From the button to a guest account: redeem, then the steward. Each step may be repeated after any failure. */

import { ApiProblem } from '../api/call-api.ts';
import { makeGuest, redeem } from '../api/public-api.ts';
import { retrying } from '../api/retry.ts';
import type { Credentials } from '../crypto/open-client.ts';
import { mark, marks } from '../marks.ts';
import { isPast, type VisitKeeper, type VisitRecord } from '../storage/visit-record.ts';

/** What the server has said about the visit. */
export type Appointment = NonNullable<VisitRecord['visit']>;

export interface Arrival {
  readonly appointment: Appointment;
  readonly credentials: Credentials;
}

/** A click on a button waits this often for a server that does not answer, then says so. */
const tries = 4;

/**
 * @throws ApiProblem when the server refuses: too early, opened elsewhere, …; `ended` when the window is long over
 * @throws Unreachable when it did not answer; the same claim may try again at any time
 */
export async function arrive(keeper: VisitKeeper, nowMs: () => number = Date.now): Promise<Arrival> {
  const { record } = keeper;
  if (isPast(record, nowMs())) throw new ApiProblem({ code: 'ended' });
  if (record.visit && record.guest) return { appointment: record.visit, credentials: record.guest };
  if (!record.redeem) throw new Error('this visit was kept without what it needs to go on');
  const { id, claim, key, redeem: token } = record;
  const redeemed = await retrying(() => redeem({ id, claim, redeem: token }), { tries });
  mark(marks.redeemed);
  const appointment: Appointment = {
    visitId: redeemed.visitId,
    clinician: { userId: redeemed.clinician.userId, name: redeemed.clinician.name },
    kind: redeemed.kind,
    notAfter: redeemed.notAfter,
  };
  const guest = await retrying(() => makeGuest({ voucher: redeemed.voucher, key }), { tries });
  mark(marks.guestMade);
  if (guest.user_id !== redeemed.guestUserId)
    throw new Error('the homeserver made another guest than agreed');
  const credentials: Credentials = {
    userId: guest.user_id,
    deviceId: guest.device_id,
    accessToken: guest.access_token,
  };
  // Not waited for: the same claim and key give the same guest again.
  void keeper.change({ visit: appointment, guest: credentials, redeem: undefined }).catch(() => undefined);
  return { appointment, credentials };
}
