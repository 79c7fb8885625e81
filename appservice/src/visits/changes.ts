/** The conditions and changes the rules are made of. Pure. */

import type { RoomId } from '@sprechzimmer/protocol';
import type { EventKind } from './events.ts';
import type { Condition as ConditionOn, EventOf, Moment as MomentOf } from './rule.ts';
import type { ClosingPhase, Visit, VisitRoom } from './visit.ts';

type Condition<K extends EventKind> = ConditionOn<EventOf<K>>;
type Moment<K extends EventKind> = MomentOf<EventOf<K>>;

type OfRoom = 'guest-confined' | 'member-joined' | 'member-left' | 'bot-left';

/** Last millisecond at which an invitation may be redeemed. */
export function closesMs({ visit, policy }: Pick<Moment<EventKind>, 'visit' | 'policy'>): number {
  return (visit.notAfter + policy.toleranceSeconds) * 1000;
}

export function graceEndsMs(moment: Pick<Moment<EventKind>, 'visit' | 'policy'>): number {
  return closesMs(moment) + moment.policy.graceMinutes * 60_000;
}

export const windowOver: Condition<EventKind> = {
  text: 'the window is over',
  holds: (moment) => moment.nowMs > closesMs(moment),
};
export const windowOverGuestGone: Condition<EventKind> = {
  text: 'the window is over and the guest is gone',
  holds: (moment) => windowOver.holds(moment) && moment.visit.presence === 'gone',
};
export const graceOver: Condition<EventKind> = {
  text: 'the grace after the window is over',
  holds: (moment) => moment.nowMs > graceEndsMs(moment),
};
export const graceRuns: Condition<EventKind> = {
  text: 'the guest was admitted before and the grace is not over',
  holds: (moment) => moment.visit.admittedMs !== null && !graceOver.holds(moment),
};
export const wasAdmitted: Condition<EventKind> = {
  text: 'the guest was admitted before',
  holds: ({ visit }) => visit.admittedMs !== null,
};
export const isReported: Condition<EventKind> = {
  text: 'the link was reported before',
  holds: ({ visit }) => visit.exposedMs !== null,
};

export const knownRoom: Condition<'room-made' | 'room-disposed'> = {
  text: 'the room is known already',
  holds: ({ visit, event }) => visit.room?.id === event.room || visit.discarded.includes(event.room),
};
export const roomAwaited: Condition<'room-made'> = {
  text: 'a room was asked for',
  holds: ({ visit }) => visit.makingRoom,
};
export const roomDiscarded: Condition<'room-disposed'> = {
  text: 'it is a discarded room',
  holds: ({ visit, event }) => visit.discarded.includes(event.room),
};
export const notYetConfined: Condition<'guest-confined'> = {
  text: "it is the visit's room, for the first time",
  holds: ({ visit, event }) => visit.room?.id === event.room && !visit.room.confined,
};
export const lastToJoin: Condition<'member-joined'> = {
  text: "it is the visit's room and now both are in",
  holds: (moment) => newlyIn.holds(moment) && bothIn(withMember(moment, true)),
};
export const newlyIn: Condition<'member-joined'> = {
  text: "it is the visit's room, for the first time",
  holds: ({ visit, event }) => visit.room?.id === event.room && !isIn(visit.room, event.who),
};
export const wasIn: Condition<'member-left'> = {
  text: "it is the visit's room and they were in",
  holds: ({ visit, event }) => visit.room?.id === event.room && isIn(visit.room, event.who),
};
export const leftBoth: Condition<'bot-left'> = {
  text: "it is the visit's room and both are in",
  holds: ({ visit, event }) => visit.room?.id === event.room && bothIn(visit.room),
};
export const leftTooEarly: Condition<'bot-left'> = {
  text: "it is the visit's room and somebody is missing",
  holds: ({ visit, event }) => visit.room?.id === event.room,
};
export const joinOverdueGuestGone: Condition<'join-timeout'> = {
  text: 'the time is over and the guest is gone',
  holds: (moment) => joinOverdue.holds(moment) && moment.visit.presence === 'gone',
};
export const joinOverdue: Condition<'join-timeout'> = {
  text: 'the time is over',
  holds: ({ visit, nowMs }) => {
    const joinByMs = visit.room?.joinByMs ?? null;
    return joinByMs !== null && joinByMs <= nowMs;
  },
};
export const presenceDiffers: Condition<'lease-changed'> = {
  text: 'it said something else before',
  holds: ({ visit, event }) => visit.presence !== event.presence,
};
export const leaseOver: Condition<'lease-ran-out'> = {
  text: 'the lease is over',
  holds: ({ visit, nowMs }) => visit.leaseUntilMs !== null && visit.leaseUntilMs <= nowMs,
};

export function becomeArriving({ event, nowMs, policy }: Moment<'redeemed'>): Partial<Visit> {
  return {
    claimHash: event.claimHash,
    guest: event.guest,
    makingRoom: true,
    roomTries: 1,
    presence: 'here',
    presenceSinceMs: nowMs,
    leaseUntilMs: nowMs + policy.leaseSeconds * 1000,
  };
}

export function takeRoom({ event }: Moment<'room-made'>): Partial<Visit> {
  const room = { id: event.room, confined: false, guestIn: false, clinicianIn: false, joinByMs: null };
  return { makingRoom: false, room };
}

/** A room nobody asked for, or nobody needs any more. */
export function refuseRoom({ visit, event }: Moment<'room-made'>): Partial<Visit> {
  return { makingRoom: false, discarded: [...visit.discarded, event.room] };
}

export function noteConfined(moment: Moment<'guest-confined'>): Partial<Visit> {
  return { room: awaitJoin(moment, currentRoom(moment), { confined: true }) };
}

export function noteJoined(moment: Moment<'member-joined'>): Partial<Visit> {
  const room = withMember(moment, true);
  return { room: bothIn(room) ? { ...room, joinByMs: null } : room };
}

export function noteLeft(moment: Moment<'member-left'>): Partial<Visit> {
  return { room: awaitJoin(moment, withMember(moment, false)) };
}

export function roomAnew({ visit }: Moment<EventKind>): Partial<Visit> {
  return { ...discardRoom(visit), makingRoom: true, roomTries: visit.roomTries + 1 };
}

/** Nobody to make a new room for; when the guest comes back, the clock starts again. */
export function stopWaitingForJoin({ visit }: Moment<EventKind>): Partial<Visit> {
  return { room: visit.room && { ...visit.room, joinByMs: null } };
}

export function renewLease(moment: Moment<'lease-changed'>): Partial<Visit> {
  const { event, nowMs, policy } = moment;
  return { leaseUntilMs: event.presence === 'here' ? nowMs + policy.leaseSeconds * 1000 : null };
}

export function changePresence(moment: Moment<'lease-changed'>): Partial<Visit> {
  const { visit, event, nowMs } = moment;
  const changed = { ...renewLease(moment), presence: event.presence, presenceSinceMs: nowMs };
  const room = visit.room;
  const waits = visit.phase === 'arriving' && room !== null && room.confined && !bothIn(room);
  if (!waits || room.joinByMs !== null) return changed;
  return { ...changed, room: awaitJoin({ ...moment, visit: { ...visit, ...changed } }, room) };
}

export function loseGuest({ nowMs }: Moment<'lease-ran-out'>): Partial<Visit> {
  return { presence: 'gone', presenceSinceMs: nowMs, leaseUntilMs: null };
}

export function beginWaiting({ nowMs }: Moment<EventKind>): Partial<Visit> {
  return { waitingSinceMs: nowMs };
}

export function beginSession({ visit, nowMs }: Moment<'admitted'>): Partial<Visit> {
  return { admittedMs: visit.admittedMs ?? nowMs };
}

export function noteExposed({ nowMs }: Moment<'exposed'>): Partial<Visit> {
  return { exposedMs: nowMs };
}

/** From now on there is no room and no lease, only things to dispose of. */
export function close(outcome: ClosingPhase): (moment: Moment<EventKind>) => Partial<Visit> {
  return ({ visit, nowMs }) => ({ ...discardRoom(visit), leaseUntilMs: null, closedMs: nowMs, outcome });
}

export function forgetDiscarded({ visit, event }: Moment<'room-disposed'>): Partial<Visit> {
  return { discarded: visit.discarded.filter((room) => room !== event.room) };
}

function discardRoom(visit: Visit): Pick<Visit, 'room' | 'discarded'> {
  const gone: readonly RoomId[] = visit.room ? [visit.room.id] : [];
  return { room: null, discarded: [...visit.discarded, ...gone] };
}

function awaitJoin(
  { visit, nowMs, policy }: Moment<EventKind>,
  room: VisitRoom,
  change: Partial<VisitRoom> = {},
): VisitRoom {
  const timeoutMs = policy.joinTimeoutMs * 2 ** Math.min(Math.max(visit.roomTries - 1, 0), 3);
  const needless = bothIn(room) || visit.presence === 'gone';
  return { ...room, ...change, joinByMs: needless ? null : nowMs + timeoutMs };
}

function withMember(moment: Moment<'member-joined' | 'member-left'>, isMember: boolean): VisitRoom {
  const key = moment.event.who === 'guest' ? 'guestIn' : 'clinicianIn';
  return { ...currentRoom(moment), [key]: isMember };
}

/** Only reached behind a condition that compared the room. */
function currentRoom({ visit }: Moment<OfRoom>): VisitRoom {
  if (!visit.room) throw new Error('the visit has no room');
  return visit.room;
}

function isIn(room: VisitRoom, who: 'guest' | 'clinician'): boolean {
  return who === 'guest' ? room.guestIn : room.clinicianIn;
}

function bothIn(room: VisitRoom): boolean {
  return room.guestIn && room.clinicianIn;
}
