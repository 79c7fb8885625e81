/** A homeserver, a clock and a practice that live in memory, for the tests of the use cases. */

import { createHash } from 'node:crypto';
import {
  type InvitationId,
  InvitationIdSchema,
  type InvitationRequest,
  type RoomId,
  RoomIdSchema,
  type UserId,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import type { Clock, Namer, RoomMaker, Steward } from './ports.ts';
import type { Practice } from './practice.ts';
import type { Timers } from './timers.ts';

export const bot = v.parse(UserIdSchema, '@sprechzimmer:practice.example');
export const clinician = v.parse(UserIdSchema, '@doktor:practice.example');
export const colleague = v.parse(UserIdSchema, '@kollegin:practice.example');

/** Sunday, 22 November 2026, 10:00 UTC. */
export const startMs = Date.UTC(2026, 10, 22, 10);

export const practice: Practice = {
  serverName: 'practice.example',
  botUserId: bot,
  clinicianName: (user) =>
    new Map([
      [clinician, 'Dr. Ada'],
      [colleague, 'Dr. Eva'],
    ]).get(user),
};

export interface HandClock extends Clock {
  pass(ms: number): void;
}

export function handClock(): HandClock {
  let nowMs = startMs;
  return {
    nowMs: () => nowMs,
    pass(ms) {
      nowMs += ms;
    },
  };
}

/** Timers that run when the test says that time has come. */
export interface HandTimers extends Timers {
  /** Runs every timer that was set for this long or less. */
  run(upToMs: number): void;
  /** How long the waiting ones were set for. */
  waiting(): readonly number[];
}

export function handTimers(): HandTimers {
  const timers = new Set<{ delayMs: number; action: () => void }>();
  return {
    after(delayMs, action) {
      const timer = { delayMs, action };
      timers.add(timer);
      return () => timers.delete(timer);
    },
    run(upToMs) {
      for (const timer of [...timers]) if (timer.delayMs <= upToMs && timers.delete(timer)) timer.action();
    },
    waiting: () => [...timers].map(({ delayMs }) => delayMs),
  };
}

export interface Homeserver {
  readonly rooms: RoomMaker;
  readonly steward: Steward;
  /** Called with each membership in a room the bot is in, like the homeserver does. */
  onMembership: (room: RoomId, user: UserId, membership: string) => Promise<void>;
  /** As the browsers do: fails unless invited. */
  join(room: RoomId, user: UserId): Promise<void>;
  leave(room: RoomId, user: UserId): Promise<void>;
  /** Rooms that exist, with who is in. */
  readonly existing: ReadonlyMap<RoomId, ReadonlyMap<UserId, Membership>>;
  readonly confined: ReadonlyMap<UserId, RoomId>;
  readonly disposedGuests: ReadonlySet<UserId>;
}

type Membership = 'join' | 'invite' | 'leave';

export function homeserver(): Homeserver {
  const existing = new Map<RoomId, Map<UserId, Membership>>();
  const confined = new Map<UserId, RoomId>();
  const disposedGuests = new Set<UserId>();
  let made = 0;

  const set = async (room: RoomId, user: UserId, membership: Membership) => {
    const members = existing.get(room);
    if (!members) throw new Error('no such room');
    const botSees = members.get(bot) === 'join';
    members.set(user, membership);
    if (botSees) await self.onMembership(room, user, membership);
  };

  const self: Homeserver = {
    onMembership: async () => {},
    existing,
    confined,
    disposedGuests,
    join(room, user) {
      if (existing.get(room)?.get(user) !== 'invite') return Promise.reject(new Error('not invited'));
      return set(room, user, 'join');
    },
    leave: (room, user) => set(room, user, 'leave'),
    rooms: {
      async makeRoom(people) {
        made += 1;
        const room = v.parse(RoomIdSchema, `!room${made}:practice.example`);
        existing.set(
          room,
          new Map<UserId, Membership>([
            [bot, 'join'],
            [people.clinician, 'invite'],
            [people.guest, 'invite'],
          ]),
        );
        return room;
      },
      async leaveRoom(room) {
        if (existing.get(room)?.get(bot) === 'join') await set(room, bot, 'leave');
      },
      async joinedRooms() {
        return [...existing].filter(([, members]) => members.get(bot) === 'join').map(([room]) => room);
      },
      async members(room) {
        const members = existing.get(room);
        if (members?.get(bot) !== 'join') throw new Error('M_FORBIDDEN');
        return new Map(members);
      },
    },
    steward: {
      async confine(guest, room) {
        confined.set(guest, room);
      },
      async disposeGuest(guest) {
        disposedGuests.add(guest);
        confined.delete(guest);
        return true;
      },
      async disposeRoom(room) {
        existing.delete(room);
        return true;
      },
    },
  };
  return self;
}

export function counting(): Namer {
  let guests = 0;
  let visits = 0;
  return {
    visitId: () => String(++visits).padStart(22, 'v'),
    guestLocalpart: () => `guest-${String(++guests).padStart(20, '0')}`,
    guestName: (taken) => {
      for (let n = 1; ; n++) if (!taken.has(`Guest ${n}`)) return `Guest ${n}`;
    },
    voucher: async ({ localpart, expiresSeconds }) => `${localpart} until ${expiresSeconds}`,
  };
}

/** 32 bytes of a browser or a link, by name. */
export function secret(name: string): Uint8Array {
  return createHash('sha256').update(name).digest();
}

export function hash(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}

export function invitationId(name: string): InvitationId {
  return v.parse(InvitationIdSchema, hash(secret(name)).slice(0, 32));
}

/** An invitation for an hour from now on, whose redeem token is `secret('token of ' + name)`. */
export function request(name: string, change: Partial<InvitationRequest> = {}): InvitationRequest {
  return {
    id: invitationId(name),
    redeemHash: hash(secret(`token of ${name}`)),
    bookName: 'book-2026-11',
    nonce: 'n'.repeat(22),
    kind: 'video',
    notBefore: startMs / 1000,
    notAfter: startMs / 1000 + 3600,
    ...change,
  };
}

/** What a browser with that link sends. */
export function redemption(link: string, browser: string) {
  return { id: invitationId(link), redeemToken: secret(`token of ${link}`), claim: secret(browser) };
}
