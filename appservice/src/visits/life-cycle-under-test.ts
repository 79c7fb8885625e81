/** One visit at the beginning of its life, and the events that lead it on: shared by the tests of the life cycle. */

import { type RoomId, RoomIdSchema, UserIdSchema, VisitIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { VisitEvent } from './events.ts';
import { makeLifeCycle, type Step } from './life-cycle.ts';
import { defaultVisitPolicy } from './policy.ts';
import { invitedVisit } from './visit.ts';

export const policy = defaultVisitPolicy;
export const life = makeLifeCycle(policy);
export const startMs = 1_800_000_000_000;
export const notAfter = startMs / 1000 + 3600;
export const closesMs = (notAfter + policy.toleranceSeconds) * 1000;
export const room = (n: number): RoomId => v.parse(RoomIdSchema, `!room${n}:p.example`);
export const guest = v.parse(UserIdSchema, '@guest-0:p.example');
export const invited = invitedVisit(v.parse(VisitIdSchema, 'v'.repeat(22)), notAfter, startMs);

export const redeemed: VisitEvent = { kind: 'redeemed', claimHash: 'c', guest };
export const roomMade = (n = 1): VisitEvent => ({ kind: 'room-made', room: room(n) });
export const joined = (who: 'guest' | 'clinician', n = 1): VisitEvent => ({
  kind: 'member-joined',
  room: room(n),
  who,
});
export const toRoom: readonly VisitEvent[] = [
  redeemed,
  roomMade(),
  { kind: 'guest-confined', room: room(1) },
];
export const toWaiting: readonly VisitEvent[] = [
  ...toRoom,
  joined('clinician'),
  joined('guest'),
  { kind: 'bot-left', room: room(1) },
];

/** The visit after these events, and what the last of them asked for. */
export function after(events: readonly VisitEvent[], nowMs = startMs): Step {
  return events.reduce<Step>((last, event) => life.step(last.visit, event, nowMs), {
    visit: invited,
    refused: false,
    duties: [],
    bookkeeping: [],
    tellDesk: false,
    tellGuest: false,
  });
}
