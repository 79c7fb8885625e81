/** A desk that runs with everything around it on paper: what it is shown is set here, and what it does is written down. */

import { signal } from '@preact/signals';
import type { BookEntryContent, DeskVisit, Invitation, Questions, VisitId } from '@sprechzimmer/protocol';
import { expect, vi } from 'vitest';
import { ApiProblem } from '../../api/call-api.ts';
import type { Alarm } from '../../crypto/roster-view.ts';
import type { ProvenGuest } from '../../storage/desk-record.ts';
import { deskDay, type KeptDeskDay } from '../desk-day.ts';
import type { runDesk } from '../desk-session.ts';
import { supersede } from '../proven-guests.ts';
import type { DeskHost, RunningDesk } from '../running-desk.ts';
import { guestWho, id, visitIn } from './paper-patient.ts';

export const nowSeconds = Math.floor(Date.now() / 1000);

export const world = {
  visit: undefined as DeskVisit | undefined,
  invitations: [] as readonly Invitation[],
  entry: undefined as Partial<BookEntryContent> | undefined,
  closedHere: false,
  exposedHere: false,
  proven: [] as readonly ProvenGuest[],
  alarm: undefined as Alarm | undefined,
  refuses: false,
  isSilent: false,
  before: undefined as Questions | undefined,
  /** Gives the server's next answer. */
  tellNews: undefined as ((visit: DeskVisit) => void) | undefined,
  did: [] as string[],
  sent: [] as string[],
  others: [] as DeskVisit[],
  /** Until then there is something that came while this desk was away, and has not been judged. */
  caughtUp: Promise.resolve(),
};

/** What stands for `api/public-api.ts`. */
export const paperApi = {
  desk: async (_token: string, since: number | undefined, abort: AbortSignal) =>
    since === undefined
      ? {
          revision: 1,
          serverTimeMs: 0,
          invitations: world.invitations,
          visits: [world.visit, ...world.others],
        }
      : new Promise((resolve, reject) => {
          abort.addEventListener('abort', () => reject(abort.reason));
          world.tellNews = (visit) =>
            resolve({ revision: 2, serverTimeMs: 0, invitations: [], visits: [visit] });
        }),
  act: async (_token: string, _visit: string, verb: string) => {
    if (world.refuses) throw new ApiProblem({ code: 'conflict' });
    world.did.push(`told ${verb}`);
  },
};

/** What stands for `crypto/notebook.ts`. */
export const paperNotebook = {
  openNotebook: async () => ({
    entries: signal(new Map(world.entry ? [[id, world.entry]] : [])),
    formerEntries: signal(new Map()),
    closeEntry: async () => void world.did.push('link closed'),
    close: () => undefined,
  }),
};

/** What stands for `desk/proof-desk.ts`. */
export const paperProofs = {
  openProofDesk: () => {
    const proven = signal(world.proven);
    return {
      proven,
      failed: signal(new Set()),
      comparisons: { uncompared: signal([]), of: () => undefined },
      onKnown: () => undefined,
      onReturn: () => () => undefined,
      recognised: async () => undefined,
      decideAgainst: async (isOut: (guest: ProvenGuest) => boolean) => {
        proven.value = supersede(proven.value, isOut);
        world.proven = proven.value;
        world.did.push('proof over');
      },
      change: (guest: ProvenGuest, part: Partial<ProvenGuest>) => ({ ...guest, ...part }),
      close: () => undefined,
    };
  },
};

/** What stands for `desk/visit-room.ts`. */
export const paperRooms = {
  openVisitRoom: ({ roomId }: { roomId: string }) => ({
    roomId,
    alarm: signal(world.alarm),
    sightings: signal([]),
    chat: signal(undefined),
    connected: signal(false),
    writingArrives: signal(true),
    call: {
      mesh: signal(undefined),
      open: async () => void world.did.push('conversation opened'),
      leave: async () => void world.did.push('call left'),
      close: async () => void world.did.push('call closed'),
    },
    admitKey: () => world.did.push('key admitted'),
    connect: async () => void world.did.push('connected'),
    say: async (_guest: unknown, door: string) => {
      world.did.push(`said ${door}`);
      if (world.isSilent) await new Promise(() => undefined);
    },
    close: async () => undefined,
  }),
};

/** One patient in conversation, a link in the notebook, nothing wrong. */
export function resetWorld(): void {
  Object.assign(world, {
    visit: visitIn('in-session'),
    invitations: [],
    entry: { id, kind: 'video', closed: false, not_after: nowSeconds + 60 },
    closedHere: false,
    exposedHere: false,
    proven: [guestWho('admitted')],
    alarm: undefined,
    before: undefined,
    refuses: false,
    isSilent: false,
    tellNews: undefined,
    did: [],
    sent: [],
    others: [],
    caughtUp: Promise.resolve(),
  });
}

/** @returns a desk that has looked at its first visit, and its day */
export async function openPaperDesk(run: typeof runDesk): Promise<{ desk: RunningDesk; day: KeptDeskDay }> {
  const current = signal<VisitId | undefined>(undefined);
  const day = deskDay(current, async () => undefined);
  const desk = await run({
    open: {},
    channel: {
      receive: () => () => undefined,
      send: async (type: string) => void world.sent.push(type),
      caughtUp: () => world.caughtUp,
      close: () => undefined,
    },
    session: {
      about: { window: { opensMinutesBefore: 30, closesMinutesAfter: 30 } },
      use: (request: (token: string) => unknown) => request('session'),
    },
    keeper: {
      isClosed: () => world.closedHere,
      isExposed: () => world.exposedHere,
      keepExposed: async () => undefined,
      seenConsents: [],
      keepSeenConsents: async () => undefined,
    },
    practice: {
      botUserId: '@bot:practice.test',
      call: { route: 'direct', connectWhileWaiting: true },
      ...(world.before ? { before: world.before } : {}),
    },
    media: {
      release: () => void world.did.push('camera let go'),
      acquire: async () => void world.did.push('camera on'),
    },
    patients: signal([]),
    unlisted: signal([]),
    due: signal([]),
    exposed: signal([]),
    day,
    current,
    call: signal(undefined),
    apiReachable: signal(true),
    onLost: () => undefined,
  } as unknown as DeskHost);
  await vi.waitFor(() => expect(world.did).toContain('key admitted'));
  return { desk, day };
}
