/** What the visit life cycle needs from the world. Adapters live in `matrix/`; tests give their own. */

import type { InvitationId, RoomId, UserId } from '@sprechzimmer/protocol';

/** Wall clock, injected so that tests own the time. */
export interface Clock {
  /** Unix milliseconds. */
  nowMs(): number;
}

/** The bot: makes rooms and leaves them, and can do nothing else. */
export interface RoomMaker {
  /**
   * Creates the room of a visit as `design.md` §Rooms asks: both invited, encrypted from the first event,
   * the bot without power. @returns the new room. Fails by throwing; may be repeated (an orphan is disposed of later).
   */
  makeRoom(visit: { clinician: UserId; guest: UserId }): Promise<RoomId>;
  /** Safe to repeat, and when the room is gone. */
  leaveRoom(room: RoomId): Promise<void>;
  /** Rooms the bot is in: after a crash, those the store does not know are orphans. */
  joinedRooms(): Promise<readonly RoomId[]>;
  /** Members of a room the bot is still in, by membership. For catching up after missed transactions. */
  members(room: RoomId): Promise<ReadonlyMap<UserId, 'join' | 'invite' | 'leave' | 'ban' | 'knock'>>;
}

/** The steward's three signed verbs (`protocol/src/steward.ts`); the fourth, making a guest, is the browser's. */
export interface Steward {
  confine(guest: UserId, room: RoomId): Promise<void>;
  /** @returns true when nothing is left to do. */
  disposeGuest(guest: UserId): Promise<boolean>;
  /** @returns true when nothing is left to do. */
  disposeRoom(room: RoomId): Promise<boolean>;
}

/** Makes the names and secrets a visit starts with. */
export interface Namer {
  visitId(): string;
  /** `guest-` and 20 characters. */
  guestLocalpart(): string;
  /** `Guest 7Q2`; unique among the clinician's open invitations. */
  guestName(taken: ReadonlySet<string>): string;
  voucher(guest: { localpart: string; invitation: InvitationId; expiresSeconds: number }): Promise<string>;
}
