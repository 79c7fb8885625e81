/**
 * What a patient has typed before the waiting room, sealed, so that a reload or a press of *back* loses nothing. It is
 * deleted when the waiting room is entered, when the page is left in a hurry, and by the next page that finds it old.
 */

import { type InvitationId, UnixMsSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { databasesWith, deleteDatabases, draftDatabasePrefix } from './databases.ts';
import { openSealedStore, type SealedStore } from './sealed-store.ts';

/** Long enough for somebody who has come early; nobody answers yesterday's questions. */
const keepDraftMs = 3 * 60 * 60 * 1_000;
const deletePatienceMs = 1_000;

const DraftRecordSchema = v.strictObject({ v: v.literal(1), savedAtMs: UnixMsSchema, draft: v.unknown() });

/** The draft of one link in this browser. A browser that keeps nothing is no reason to stop anybody. */
export interface DraftKeeper {
  /** Undefined when there is none, or none that is fresh. */
  find(): Promise<unknown>;
  /** Later ones replace earlier ones, in the order in which they come. */
  keep(draft: unknown): Promise<void>;
  /** Nothing is kept any more, whatever comes. */
  forget(): Promise<void>;
}

export function draftKeeper(id: InvitationId, nowMs: () => number = Date.now): DraftKeeper {
  const name = draftDatabasePrefix + id;
  let store: Promise<SealedStore> | undefined;
  let written: Promise<void> = Promise.resolve();
  let forgotten = false;
  const open = () => {
    if (store !== undefined) return store;
    const opening = openSealedStore(name);
    store = opening;
    // Once there is room again, the next word is kept.
    opening.catch(() => {
      if (store === opening) store = undefined;
    });
    return opening;
  };
  return {
    async find() {
      if (!(await databasesWith(name)).includes(name)) return undefined;
      const stored = v.safeParse(DraftRecordSchema, await (await open()).get('draft'));
      if (stored.success && Math.abs(nowMs() - stored.output.savedAtMs) < keepDraftMs)
        return stored.output.draft;
      return undefined;
    },
    keep(draft) {
      written = written
        .then(async () => {
          if (!forgotten) await (await open()).put('draft', { v: 1, savedAtMs: nowMs(), draft });
        })
        .catch(() => undefined);
      return written;
    },
    async forget() {
      forgotten = true;
      await written;
      (await store?.catch(() => undefined))?.close();
      store = undefined;
      if ((await databasesWith(name)).includes(name)) await deleteDatabases([name], deletePatienceMs);
    },
  };
}

/** Deletes what was typed for other links: whoever opens this one has gone on. */
export async function sweepDrafts(own: InvitationId | undefined): Promise<void> {
  const names = await databasesWith(draftDatabasePrefix);
  const others = names.filter((name) => own === undefined || name !== draftDatabasePrefix + own);
  if (others.length > 0) await deleteDatabases(others, deletePatienceMs);
}
