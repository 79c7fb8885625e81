/**
 * The life of a visit, as data: for each phase and each event what follows. The tables of
 * `docs/topics/visit-life-cycle.md` are generated from it.
 */

import * as is from './changes.ts';
import type { ActionKind } from './events.ts';
import { nothing, type Row, type Rule } from './rule.ts';
import type { ClosingPhase, LifePhase } from './visit.ts';

const tellBoth = ['tell-desk', 'tell-guest'] as const satisfies readonly ActionKind[];

/** The way out is always the same; only what it is called differs. */
function closeAs(outcome: ClosingPhase, ...also: readonly ActionKind[]): Rule {
  return {
    to: outcome,
    note: 'no room, no lease',
    change: is.close(outcome),
    actions: [...also, 'dispose-guest', 'dispose-rooms', ...tellBoth],
  };
}

const makeAnew = {
  to: 'same',
  note: 'the room is discarded',
  change: is.roomAnew,
  actions: ['dispose-rooms', 'make-room', ...tellBoth],
} as const satisfies Rule;

const refuseRoom: Row['room-made'] = [
  { when: is.knownRoom, to: 'same', actions: [] },
  { to: 'same', note: 'the room is discarded', change: is.refuseRoom, actions: ['dispose-rooms'] },
];
const forgetDiscarded: Row['room-disposed'] = [
  { when: is.roomDiscarded, to: 'same', note: 'one room less', change: is.forgetDiscarded, actions: [] },
];

/** The guest's browser, from redemption to the end. */
const lease: Pick<Row, 'lease-changed' | 'lease-ran-out'> = {
  'lease-changed': [
    {
      when: is.presenceDiffers,
      to: 'same',
      note: 'presence, since when, lease',
      change: is.changePresence,
      actions: ['tell-desk'],
    },
    { to: 'same', note: 'the lease is renewed', change: is.renewLease, actions: [] },
  ],
  'lease-ran-out': [
    { when: is.leaseOver, to: 'same', note: 'gone, since now', change: is.loseGuest, actions: ['tell-desk'] },
  ],
};

/** Another browser with the same link, until the door has been opened. */
const otherBrowsers: Pick<Row, 'other-tried' | 'other-accepted' | 'other-refused'> = {
  'other-tried': [{ to: 'same', actions: ['park-try', 'tell-desk'] }],
  'other-accepted': [closeAs('ended', 'replace-visit')],
  'other-refused': [{ to: 'same', actions: ['refuse-tries', 'tell-desk'] }],
};

/** Late in a room everybody is in already: a homeserver that accepts invitations by itself is that quick. */
const confined: Row['guest-confined'] = [
  {
    when: is.notYetConfined,
    to: 'same',
    note: 'the guest may join; the clock runs while somebody is missing',
    change: is.noteConfined,
    actions: ['tell-guest'],
  },
];

/**
 * The secret has stood where the operator could read it. Whoever redeemed may not be the patient, and the one who says so
 * stands outside: nobody stays in.
 */
const exposed: Row['exposed'] = [closeAs('exposed')];

/** Whom the clinician has met they decide about themselves; nobody else comes in by this link. */
const exposedAfterAdmission: Row['exposed'] = [
  { when: is.isReported, to: 'same', actions: [] },
  {
    when: is.wasAdmitted,
    to: 'same',
    note: 'the link was reported',
    change: is.noteExposed,
    actions: ['refuse-tries', 'tell-desk'],
  },
  closeAs('exposed'),
];

const noRoomMatters: Pick<
  Row,
  'room-failed' | 'guest-confined' | 'member-joined' | 'member-left' | 'bot-left' | 'join-timeout'
> = {
  'room-failed': nothing,
  'guest-confined': nothing,
  'member-joined': nothing,
  'member-left': nothing,
  'bot-left': nothing,
  'join-timeout': nothing,
};

const invited: Row = {
  ...noRoomMatters,
  redeemed: [
    {
      to: 'arriving',
      note: 'claim and guest; here, with a lease',
      change: is.becomeArriving,
      actions: ['make-room', 'tell-desk'],
    },
  ],
  'other-tried': nothing,
  'other-accepted': 'refused',
  'other-refused': 'refused',
  'room-made': refuseRoom,
  'room-disposed': forgetDiscarded,
  'guest-disposed': nothing,
  'lease-changed': nothing,
  'lease-ran-out': nothing,
  admitted: 'refused',
  'sent-back': 'refused',
  declined: 'refused',
  ended: 'refused',
  cancelled: [closeAs('cancelled')],
  exposed,
  'window-closed': [{ ...closeAs('expired'), when: is.windowOver }],
  'reduction-due': nothing,
  'retention-over': nothing,
};

const arriving: Row = {
  ...lease,
  ...otherBrowsers,
  redeemed: nothing,
  'room-made': [
    { when: is.knownRoom, to: 'same', actions: [] },
    {
      when: is.roomAwaited,
      to: 'same',
      note: 'the room',
      change: is.takeRoom,
      actions: ['confine-guest', 'tell-desk'],
    },
    { to: 'same', note: 'the room is discarded', change: is.refuseRoom, actions: ['dispose-rooms'] },
  ],
  'room-failed': nothing,
  'guest-confined': confined,
  'member-joined': [
    { when: is.lastToJoin, to: 'same', note: 'who is in', change: is.noteJoined, actions: ['leave-room'] },
    { when: is.newlyIn, to: 'same', note: 'who is in', change: is.noteJoined, actions: [] },
  ],
  'member-left': [
    { when: is.wasIn, to: 'same', note: 'who is missing; the clock runs', change: is.noteLeft, actions: [] },
  ],
  'bot-left': [
    {
      when: is.leftBoth,
      to: 'waiting',
      note: 'waiting since now',
      change: is.beginWaiting,
      actions: tellBoth,
    },
    { ...makeAnew, when: is.leftTooEarly },
  ],
  'join-timeout': [
    {
      when: is.joinOverdueGuestGone,
      to: 'same',
      note: 'the clock stands still',
      change: is.stopWaitingForJoin,
      actions: [],
    },
    { ...makeAnew, when: is.joinOverdue },
  ],
  admitted: 'refused',
  'sent-back': 'refused',
  declined: [closeAs('declined')],
  ended: [closeAs('ended')],
  cancelled: [closeAs('declined')],
  exposed,
  'window-closed': [{ ...closeAs('no-show'), when: is.windowOver }],
  'guest-disposed': nothing,
  'room-disposed': forgetDiscarded,
  'reduction-due': nothing,
  'retention-over': nothing,
};

const waiting: Row = {
  ...lease,
  ...otherBrowsers,
  ...noRoomMatters,
  'guest-confined': confined,
  redeemed: nothing,
  'room-made': refuseRoom,
  admitted: [{ to: 'in-session', note: 'when it first began', change: is.beginSession, actions: tellBoth }],
  'sent-back': nothing,
  declined: [closeAs('declined')],
  ended: [closeAs('ended')],
  cancelled: [closeAs('declined')],
  exposed: exposedAfterAdmission,
  'window-closed': [
    { when: is.graceRuns, to: 'same', actions: [] },
    { ...closeAs('ended'), when: is.wasAdmitted },
    { ...closeAs('no-show'), when: is.windowOverGuestGone },
    { ...closeAs('expired'), when: is.windowOver },
  ],
  'guest-disposed': nothing,
  'room-disposed': forgetDiscarded,
  'reduction-due': nothing,
  'retention-over': nothing,
};

const inSession: Row = {
  ...waiting,
  'other-tried': nothing,
  admitted: nothing,
  'sent-back': [{ to: 'waiting', note: 'waiting since now', change: is.beginWaiting, actions: tellBoth }],
  declined: 'refused',
  cancelled: 'refused',
  'window-closed': [{ ...closeAs('ended'), when: is.graceOver }],
};

/** Over: nothing brings it back, and what is left to do is getting rid of things. */
const closing: Row = {
  ...noRoomMatters,
  redeemed: nothing,
  'other-tried': nothing,
  'other-accepted': 'refused',
  'other-refused': 'refused',
  'room-made': refuseRoom,
  'room-failed': [
    { to: 'same', note: 'no room is on its way', change: () => ({ makingRoom: false }), actions: [] },
  ],
  'lease-changed': nothing,
  'lease-ran-out': nothing,
  admitted: 'refused',
  'sent-back': 'refused',
  declined: nothing,
  ended: nothing,
  cancelled: nothing,
  exposed: nothing,
  'window-closed': nothing,
  'guest-disposed': [
    { to: 'same', note: 'the guest is gone for good', change: () => ({ guestDisposed: true }), actions: [] },
  ],
  'room-disposed': forgetDiscarded,
  'reduction-due': nothing,
  'retention-over': nothing,
};

/** What it was closed for stays its outcome. */
const exposedRow: Row = {
  ...closing,
  cancelled: [{ to: 'cancelled', actions: ['tell-desk'] }],
  'window-closed': [{ to: 'expired', when: is.windowOver, actions: ['tell-desk'] }],
};

const purged: Row = {
  ...closing,
  'room-failed': nothing,
  'guest-disposed': nothing,
  'reduction-due': [{ to: 'same', actions: ['reduce-record'] }],
  'retention-over': [{ to: 'same', actions: ['delete-record'] }],
};

export const lifeCycleTable: { readonly [P in LifePhase]: Row } = {
  invited,
  arriving,
  waiting,
  'in-session': inSession,
  ended: closing,
  declined: closing,
  'no-show': closing,
  expired: closing,
  cancelled: closing,
  exposed: exposedRow,
  purged,
};
