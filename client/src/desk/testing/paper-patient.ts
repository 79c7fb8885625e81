/** One patient on paper, from each side of the desk: what the server tells of them, and what they have proven. */

import { type DeskVisit, DeskVisitSchema, InvitationIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { type ProvenGuest, ProvenGuestSchema } from '../../storage/desk-record.ts';

/** Of their link. */
export const id = v.parse(InvitationIdSchema, '0'.repeat(32));

/** As the server tells of it. */
export function visitIn(phase: DeskVisit['phase']): DeskVisit {
  return v.parse(DeskVisitSchema, {
    visitId: 'v'.repeat(22),
    invitationId: id,
    guestName: 'Guest 7Q2',
    guestUserId: '@guest-a:practice.test',
    roomId: '!a:practice.test',
    phase,
    presence: 'here',
    presenceSinceMs: 0,
    waitingSinceMs: 0,
    otherBrowser: false,
  });
}

/** Proven with the link, and waiting, unless a test says otherwise. */
export function provenGuest(change: Partial<v.InferInput<typeof ProvenGuestSchema>> = {}): ProvenGuest {
  return v.parse(ProvenGuestSchema, {
    id,
    roomId: '!a:practice.test',
    guest: '@guest-a:practice.test',
    guestDevice: 'D',
    guestMasterKey: 'A'.repeat(43),
    tag: '0'.repeat(64),
    h: '0'.repeat(64),
    superseded: false,
    door: { seq: 1, state: 'waiting' },
    ...change,
  });
}

/** The same, where only the door is of interest. */
export function guestWho(state: ProvenGuest['door']['state']): ProvenGuest {
  return provenGuest({ door: { seq: 1, state } });
}
