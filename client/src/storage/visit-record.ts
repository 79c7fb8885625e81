/** What the patient's browser keeps of a visit, sealed, so that a reload or a crash resumes it. */

import {
  AnswersSchema,
  clockToleranceSeconds,
  DeviceIdSchema,
  Hex32Schema,
  InvitationIdSchema,
  KindSchema,
  longestGraceMinutes,
  RoomIdSchema,
  Secret32Schema,
  UserIdSchema,
  VisitIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import {
  cryptoDatabases,
  databasesWith,
  deleteDatabases,
  guestCryptoPrefix,
  visitDatabasePrefix,
} from './databases.ts';
import { LastingAlarmSchema } from './lasting-alarm.ts';
import { openSealedStore, type SealedStore } from './sealed-store.ts';
import { heldTabLocks } from './tab-lock.ts';

export const VisitRecordSchema = v.strictObject({
  v: v.literal(1),
  id: InvitationIdSchema,
  savedAtMs: v.number(),
  /** Bearer of this browser at the public API. */
  claim: Secret32Schema,
  /** Shown to the steward only. */
  key: Secret32Schema,
  cryptoPrefix: v.string(),
  /** Opens the crypto store. */
  cryptoKey: Secret32Schema,
  /** From the link: 32 bytes. */
  clinicianMasterKey: Secret32Schema,
  /** `kC`: recognises the clinician's confirmation. */
  clinicianKey: Secret32Schema,
  /** Only until the guest exists. */
  redeem: v.optional(Secret32Schema),
  /** `kG`, only until nothing can make the room anew: then the tag below is all that is left of the link. */
  guestKey: v.optional(Secret32Schema),
  /** The patient does not want the other side to learn their network address. */
  hidesAddress: v.optional(v.boolean()),
  /** The microphone is not to filter quiet sounds. */
  keepsQuietSounds: v.optional(v.boolean()),
  /** The appointment itself, where the door has said so: as it is, and by this device's clock. Unix milliseconds. */
  begins: v.optional(v.strictObject({ atMs: v.number(), hereMs: v.number() })),
  /** Since when they wait, until they are let in, by this device's clock. Unix milliseconds. */
  waitsSinceMs: v.optional(v.number()),
  /**
   * They were in the conversation already: the last message of the clinician's they had by then, by its event id.
   * `notSentBack`: it was not the clinician who interrupted it.
   */
  talked: v.optional(
    v.strictObject({ heardUntil: v.optional(v.string()), notSentBack: v.optional(v.literal(true)) }),
  ),
  /** How the patient wishes to be called. */
  name: v.string(),
  /** What they have answered to the practice's questions; `seq` rises each time. */
  answers: v.optional(v.strictObject({ seq: v.number(), given: AnswersSchema })),
  /** The clinician has asked for answers once more. */
  asked: v.optional(v.boolean()),
  /** When they left in a hurry, in Unix milliseconds, until the clinician's devices have been told so after coming back. */
  leftQuicklyAtMs: v.optional(v.number()),
  /** Left in a hurry, and nobody has come back: no window finds this visit but by the whole link. */
  onlyByLink: v.optional(v.boolean()),
  visit: v.optional(
    v.strictObject({
      visitId: VisitIdSchema,
      clinician: v.strictObject({ userId: UserIdSchema, name: v.string() }),
      kind: KindSchema,
      notAfter: v.number(),
    }),
  ),
  guest: v.optional(
    v.strictObject({ userId: UserIdSchema, deviceId: DeviceIdSchema, accessToken: v.string() }),
  ),
  proof: v.optional(
    v.strictObject({
      roomId: RoomIdSchema,
      /** `tagG`. */
      tag: Hex32Schema,
      /** `SHA-256(T)`. */
      h: Hex32Schema,
      /** The copies in the room have been sent. */
      inRoom: v.boolean(),
      confirmed: v.boolean(),
      /** Pictures were compared with the clinician, who could not check the link. */
      compared: v.optional(v.boolean()),
    }),
  ),
  /** The last word of each of the clinician's devices about the door. */
  door: v.optional(
    v.strictObject({
      state: v.picklist(['waiting', 'admitted']),
      /** While admitted: the device of the clinician that has let us in. */
      by: v.optional(DeviceIdSchema),
      seqs: v.record(DeviceIdSchema, v.number()),
      newest: v.optional(v.strictObject({ from: DeviceIdSchema, atMs: v.number() })),
    }),
  ),
  /** What has stopped this visit, until the clinician says that it may go on. */
  halted: v.optional(LastingAlarmSchema),
});
export type VisitRecord = v.InferOutput<typeof VisitRecordSchema>;

/**
 * Whether the window of this visit, as it was when it began, and the longest time a conversation may run over are past
 * by this browser's own clock: nothing can be gone on with, whatever the server says.
 */
export function isPast({ visit }: Pick<VisitRecord, 'visit'>, nowMs: number): boolean {
  if (!visit) return false;
  return nowMs / 1000 > visit.notAfter + longestGraceMinutes * 60 + clockToleranceSeconds;
}

/** What is left of a visit that is over until everything of it is deleted: just enough to know what to delete. */
const TombstoneSchema = v.strictObject({ v: v.literal(1), over: v.literal(true), cryptoPrefix: v.string() });

/** The record of one visit: the last state in memory, every change sealed before it counts. */
export interface VisitKeeper {
  readonly record: VisitRecord;
  /** Merges a change; `undefined` removes a field. Durable when it resolves; changes keep their order. */
  change(part: VisitChange): Promise<void>;
  /** Once it resolves, nobody can resume this visit, even if the page is closed in the same moment. */
  bury(): Promise<void>;
  /**
   * Deletes the record, the crypto store and everything else of this visit. The client must be stopped.
   * What the browser does not delete now is deleted when a page of ours is opened next.
   */
  wipe(): Promise<void>;
}
export type VisitChange = { readonly [K in keyof VisitRecord]?: VisitRecord[K] | undefined };

const recordName = 'visit';

/** Opens what is stored of a visit. Undefined, and nothing left behind, when there is nothing usable. */
export async function findVisit(id: string): Promise<VisitKeeper | undefined> {
  const name = visitDatabasePrefix + id;
  if (!(await databasesWith(name)).includes(name)) return undefined;
  const store = await openSealedStore(name);
  const { record, tombstone } = await readStored(store);
  if (record && !isPast(record, Date.now())) return keeper(store, record);
  store.close();
  // Held: another tab has prepared it and begins in a moment, or is about to delete it.
  if ((await heldTabLocks())?.has(name)) return undefined;
  await deleteVisit(name, (record ?? tombstone)?.cryptoPrefix);
  return undefined;
}

/** The visit that a window was in before a reload. Not one that was left in a hurry, and has not been come back to. */
export async function findVisitOfTab(id: string): Promise<VisitKeeper | undefined> {
  const found = await findVisit(id);
  return found?.record.onlyByLink ? undefined : found;
}

/** The visit this browser was in last: for a page opened without a link. Not one that was left in a hurry. */
export async function findLastVisit(): Promise<VisitKeeper | undefined> {
  let last: VisitKeeper | undefined;
  for (const name of await databasesWith(visitDatabasePrefix)) {
    const found = await findVisit(name.slice(visitDatabasePrefix.length));
    if (found?.record.leftQuicklyAtMs !== undefined) continue;
    if (found && found.record.savedAtMs > (last?.record.savedAtMs ?? 0)) last = found;
  }
  return last;
}

const prepared = new Map<string, Promise<SealedStore>>();

/** Makes the empty place for a record ahead of time. What is never used is removed by `findVisit` of the next page. */
export function prepareVisit(id: string): Promise<SealedStore> {
  const known = prepared.get(id);
  if (known !== undefined) return known;
  const store = openSealedStore(visitDatabasePrefix + id);
  prepared.set(id, store);
  // Once there is room again, the next try opens it anew.
  store.catch(() => prepared.delete(id));
  return store;
}

/** Begins a record; durable when it resolves. Nothing has been asked of a server yet. */
export async function keepVisit(record: VisitRecord): Promise<VisitKeeper> {
  const store = await prepareVisit(record.id);
  await store.put(recordName, record);
  prepared.delete(record.id);
  return keeper(store, record);
}

/**
 * Deletes visits that are over, and crypto stores that no record speaks of: left by a tab that was closed half-way. What belongs to a visit in
 * another tab stays; where that cannot be told, everything does.
 * @param own prefixes of this tab
 */
export async function sweepOrphans(own: readonly string[]): Promise<void> {
  const inUse = [...own];
  const held = await heldTabLocks();
  for (const name of await databasesWith(visitDatabasePrefix)) {
    const store = await openSealedStore(name);
    const { record, tombstone } = await readStored(store).finally(() => store.close());
    const over = record && isPast(record, Date.now()) ? record : tombstone;
    if (record && !over) inUse.push(record.cryptoPrefix);
    else if (!held || held.has(name)) return;
    else if (over) await deleteVisit(name, over.cryptoPrefix, 1_000);
  }
  const orphans = (await databasesWith(guestCryptoPrefix)).filter(
    (name) => !inUse.some((prefix) => cryptoDatabases(prefix).includes(name)),
  );
  await deleteDatabases(orphans, 1_000);
}

async function readStored(store: SealedStore) {
  const stored = await store.get(recordName);
  const record = v.safeParse(VisitRecordSchema, stored);
  const tombstone = v.safeParse(TombstoneSchema, stored);
  return {
    record: record.success ? record.output : undefined,
    tombstone: tombstone.success ? tombstone.output : undefined,
  };
}

/** The keys first: as long as one of their databases is left, the tombstone stays and says which. */
async function deleteVisit(name: string, cryptoPrefix: string | undefined, patienceMs?: number) {
  const keys = cryptoPrefix === undefined ? [] : cryptoDatabases(cryptoPrefix);
  const left = await deleteDatabases(keys, patienceMs);
  if (left.length === 0) await deleteDatabases([name], patienceMs);
}

function keeper(store: SealedStore, first: VisitRecord): VisitKeeper {
  let record = first;
  let buried: Promise<void> | undefined;
  let written: Promise<void> = Promise.resolve();
  const bury = () => {
    const { cryptoPrefix } = record;
    const tombstone: v.InferOutput<typeof TombstoneSchema> = { v: 1, over: true, cryptoPrefix };
    buried ??= written.catch(() => undefined).then(() => store.put(recordName, tombstone));
    return buried;
  };
  return {
    get record() {
      return record;
    },
    change(part) {
      record = v.parse(VisitRecordSchema, withoutUndefined({ ...record, ...part, savedAtMs: Date.now() }));
      const snapshot = record;
      written = written
        .catch(() => undefined)
        .then(() => (buried ? undefined : store.put(recordName, snapshot)));
      return written;
    },
    bury,
    async wipe() {
      await bury().catch(() => undefined);
      store.close();
      await deleteVisit(visitDatabasePrefix + record.id, record.cryptoPrefix);
    },
  };
}

function withoutUndefined(value: object): object {
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== undefined));
}
