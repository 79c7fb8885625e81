/**
 * Has visits purged by the running appservice, and looks afterwards what is left of them. Nothing is deleted here: the
 * wish is written down, and whoever has the visits does the rest, once (`visits/wishes.ts`).
 */

import type { RoomId, UserId, VisitId } from '@sprechzimmer/protocol';
import type { HomeserverRows } from '../setup/homeserver-rows.ts';
import type { VisitLine } from '../store/overview.ts';
import type { TraceSearch, Traces } from '../store/traces.ts';
import { isClosing } from '../visits/visit.ts';
import type { VisitStore } from '../visits/visit-store.ts';
import { type Wish, wishEnd } from '../visits/wishes.ts';

export interface Purged {
  readonly label: string;
  readonly clinician: UserId;
  /** `in-conversation`: one has begun, and nobody said that it may be ended. */
  readonly outcome: 'gone' | 'remains' | 'in-conversation';
  /** Rows of our own database that still hold something of it. */
  readonly ownRows: number;
  /** The same in the database of the homeserver. Null: it could not be read. */
  readonly homeserverRows: number | null;
  readonly hadAccount: boolean;
  readonly rooms: number;
}

export interface PurgeParts {
  readonly store: { readonly visits: VisitStore; readonly traces: TraceSearch };
  /** Tells the running appservice to look. */
  nudge(): Promise<void>;
  /** Undefined: it cannot be read. */
  readonly homeserver: HomeserverRows | undefined;
  readonly nowMs: () => number;
  pause(ms: number): Promise<void>;
  /** How long to wait for it. */
  readonly patienceMs: number;
}

/** @param wish undefined: these are over already, and only what is left is to be deleted */
export async function purgeVisits(
  parts: PurgeParts,
  lines: readonly VisitLine[],
  wish: Wish | undefined,
): Promise<readonly Purged[]> {
  const { store, nudge, nowMs, pause, patienceMs } = parts;
  const seen = new Map<VisitId, Traces>();
  for (const { id } of lines) seen.set(id, await store.traces.of(id));
  if (wish)
    for (const { id, phase } of lines)
      if (!isClosing(phase) || phase === 'exposed') await wishEnd(store.visits, id, wish);
  await store.traces.tryAgainNow(nowMs());

  const refused = new Set<VisitId>();
  const open = new Set(seen.keys());
  const giveUpMs = nowMs() + patienceMs;
  for (let round = 0; open.size > 0 && nowMs() < giveUpMs; round += 1) {
    // A nudge can come between two looks of somebody who is just starting.
    if (round % 10 === 0) await nudge();
    await pause(200);
    for (const id of open) {
      // In this order: a wish that is taken up in between is not taken for one that was refused.
      const isWished = (await store.visits.wishes()).includes(id);
      const found = await store.visits.find({ visit: id });
      seen.set(id, together(seen.get(id), await store.traces.of(id)));
      if (!isWished && wish?.evenTalking === false && found?.visit.phase === 'in-session') {
        refused.add(id);
        open.delete(id);
      } else if (!found) open.delete(id);
    }
  }
  return Promise.all(lines.map((line) => reportOn(parts, line, seen.get(line.id), refused.has(line.id))));
}

async function reportOn(
  { store, homeserver }: PurgeParts,
  { id, label, clinician }: VisitLine,
  traces: Traces = { visit: id, guests: [], rooms: [] },
  refused: boolean,
): Promise<Purged> {
  const ownRows = await store.traces.left(traces);
  const unknown = traces.guests.length + traces.rooms.length === 0;
  const homeserverRows = unknown ? 0 : homeserver ? await rowsIn(homeserver, traces) : null;
  const gone = ownRows === 0 && (homeserverRows ?? 0) === 0;
  return {
    label,
    clinician,
    outcome: refused ? 'in-conversation' : gone ? 'gone' : 'remains',
    ownRows,
    homeserverRows,
    hadAccount: traces.guests.length > 0,
    rooms: traces.rooms.length,
  };
}

async function rowsIn(homeserver: HomeserverRows, { guests, rooms }: Traces): Promise<number | null> {
  try {
    let sum = 0;
    for (const guest of guests) sum += await homeserver.ofGuest(guest);
    for (const room of rooms) sum += await homeserver.ofRoom(room);
    return sum;
  } catch {
    return null;
  }
}

/** A room that was being made when somebody asked has an id only later. */
function together(one: Traces | undefined, other: Traces): Traces {
  const guests: readonly UserId[] = [...new Set([...(one?.guests ?? []), ...other.guests])];
  const rooms: readonly RoomId[] = [...new Set([...(one?.rooms ?? []), ...other.rooms])];
  return { visit: other.visit, guests, rooms };
}
