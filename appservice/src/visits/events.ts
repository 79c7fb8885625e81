/** What can happen to a visit, and what a visit can ask for. The words of both stand in the generated tables. */

import type { Presence, RoomId, UserId } from '@sprechzimmer/protocol';

export type VisitEvent =
  | { readonly kind: 'redeemed'; readonly claimHash: string; readonly guest: UserId }
  | { readonly kind: 'other-tried'; readonly claimHash: string }
  | { readonly kind: 'other-accepted'; readonly claimHash: string }
  | { readonly kind: 'other-refused' }
  | { readonly kind: 'room-made'; readonly room: RoomId }
  | { readonly kind: 'room-failed' }
  | { readonly kind: 'guest-confined'; readonly room: RoomId }
  | { readonly kind: 'member-joined'; readonly room: RoomId; readonly who: 'guest' | 'clinician' }
  | { readonly kind: 'member-left'; readonly room: RoomId; readonly who: 'guest' | 'clinician' }
  | { readonly kind: 'bot-left'; readonly room: RoomId }
  | { readonly kind: 'join-timeout' }
  | { readonly kind: 'lease-changed'; readonly presence: Presence }
  | { readonly kind: 'lease-ran-out' }
  | { readonly kind: 'admitted' }
  | { readonly kind: 'sent-back' }
  | { readonly kind: 'declined' }
  | { readonly kind: 'ended' }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'exposed' }
  | { readonly kind: 'window-closed' }
  | { readonly kind: 'guest-disposed' }
  | { readonly kind: 'room-disposed'; readonly room: RoomId }
  | { readonly kind: 'reduction-due' }
  | { readonly kind: 'retention-over' };
export type EventKind = VisitEvent['kind'];

/** Each event in one sentence, in the order of the table. */
export const eventMeanings: Readonly<Record<EventKind, string>> = {
  redeemed: 'A person pressed the button; the token was right, the window open, and nobody had come before.',
  'other-tried': 'Another browser redeemed the same link.',
  'other-accepted': 'The clinician gives the visit to the other browser.',
  'other-refused': 'The clinician refuses the other browsers.',
  'room-made': 'The bot has created a room and invited the two.',
  'room-failed': 'The homeserver did not make the room just now.',
  'guest-confined': 'The steward lets this guest into this room and no other.',
  'member-joined': 'Guest or clinician has joined the room.',
  'member-left': 'Guest or clinician has left the room while the bot was still there.',
  'bot-left': 'The bot has left the room.',
  'join-timeout': 'Somebody has not joined in time.',
  'lease-changed': "The guest's browser says that it is here, away or gone.",
  'lease-ran-out': "The guest's browser has said nothing for the length of its lease.",
  admitted: 'The clinician opens the door.',
  'sent-back': 'The clinician sends the guest back to the waiting room.',
  declined: 'The clinician declines the visit.',
  ended: 'The clinician ends the visit.',
  cancelled: 'The clinician takes the invitation back.',
  exposed: 'A browser that holds the link reports that its secret came to the server as a path.',
  'window-closed': 'The window has closed, tolerance included.',
  'guest-disposed': 'The steward has nothing left of the guest.',
  'room-disposed': 'The steward has nothing left of the room.',
  'reduction-due': 'The hours for which a record knows its link and browser are over.',
  'retention-over': 'The days for which a record is kept are over.',
};

/**
 * What a step asks for. The upper five touch the homeserver: they are written down with the step as intentions
 * and performed after it. The others happen in the same transaction, or right after it in this process.
 */
export const actionMeanings = {
  'make-room': 'ask the bot for a room',
  'confine-guest': 'ask the steward to let the guest into this room only',
  'leave-room': 'ask the bot to leave',
  'dispose-rooms': 'ask the steward to delete each discarded room',
  'dispose-guest': 'ask the steward to delete the guest',
  'park-try': 'remember the other browser until the clinician decides',
  'refuse-tries': 'mark the parked browsers as refused',
  'replace-visit': 'give the invitation to the parked browser: a new visit, redeemed by it, with a new guest',
  'write-record':
    'keep a record of hashes, window and outcome; delete the rows of the visit and of its invitation',
  'reduce-record': 'keep clinician, kind and day of the record',
  'delete-record': 'delete the record',
  'tell-desk': "a new revision for the clinician's desk",
  'tell-guest': "a new revision for the guest's browser",
} as const;
export type ActionKind = keyof typeof actionMeanings;

/** What is left to do outside: an intention, once it is written down. */
export type Duty =
  | { readonly kind: 'make-room' }
  | { readonly kind: 'confine-guest'; readonly room: RoomId; readonly guest: UserId }
  | { readonly kind: 'leave-room'; readonly room: RoomId }
  | { readonly kind: 'dispose-room'; readonly room: RoomId }
  | { readonly kind: 'dispose-guest'; readonly guest: UserId };

/** What the store does within the step's own transaction. */
export type Bookkeeping =
  | 'park-try'
  | 'refuse-tries'
  | 'replace-visit'
  | 'write-record'
  | 'reduce-record'
  | 'delete-record';
