/** What the clinician's browser keeps, sealed: the device and what it has proven. */

import {
  AnswersSchema,
  DeviceIdSchema,
  Hex32Schema,
  type InvitationId,
  InvitationIdSchema,
  RoomIdSchema,
  Secret32Schema,
  UserIdSchema,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { cryptoDatabases, deleteDatabases, deskDatabase } from './databases.ts';
import { eachThatFits } from './each-that-fits.ts';
import { LastingAlarmSchema } from './lasting-alarm.ts';
import { markedLinks } from './marked-links.ts';
import { type Choices, ChoicesSchema, noChoices } from './own-choices.ts';
import { openSealedStore, type SealedStore } from './sealed-store.ts';

export const DeskAccountSchema = v.strictObject({
  v: v.literal(1),
  userId: UserIdSchema,
  deviceId: DeviceIdSchema,
  accessToken: v.string(),
  cryptoPrefix: v.string(),
  cryptoKey: Secret32Schema,
  /** Shown once; kept only until the clinician has confirmed that it is written down. */
  newRecoveryKey: v.optional(v.string()),
  /** Authenticates what stands in the notebook. Its presence also says that setting up the keys has come to its end. */
  notebookKey: v.optional(Secret32Schema),
  /** The same of earlier identities of this account, latest first. */
  formerNotebookKeys: v.optional(v.array(Secret32Schema)),
});
export type DeskAccount = v.InferOutput<typeof DeskAccountSchema>;

const keepFormerKeys = 3;

/** The account with this key for its notebook; another one it had becomes a former one. */
export function withNotebookKey(account: DeskAccount, key: string): DeskAccount {
  if (account.notebookKey === key) return account;
  const { formerNotebookKeys: former = [], ...rest } = setAside(account);
  const others = former.filter((each) => each !== key);
  return { ...rest, notebookKey: key, ...(others.length > 0 ? { formerNotebookKeys: others } : {}) };
}

/** The account before new keys are made: without a key for its notebook, the present one kept as a former one. */
export function setAside({ notebookKey, formerNotebookKeys = [], ...rest }: DeskAccount): DeskAccount {
  const former = [...(notebookKey === undefined ? [] : [notebookKey]), ...formerNotebookKeys];
  return { ...rest, formerNotebookKeys: former.slice(0, keepFormerKeys) };
}

/** One valid proof: this guest holds the secret of this link, or has been compared with by the clinician. */
export const ProvenGuestSchema = v.strictObject({
  id: InvitationIdSchema,
  roomId: RoomIdSchema,
  guest: UserIdSchema,
  guestDevice: DeviceIdSchema,
  guestMasterKey: Secret32Schema,
  tag: Hex32Schema,
  h: Hex32Schema,
  name: v.optional(v.string()),
  /** What they have answered before the conversation; gone when the visit is over. */
  answers: v.optional(v.strictObject({ seq: v.number(), given: AnswersSchema })),
  /** Unix milliseconds: they have left in a hurry, and have not been let in since. */
  leftQuicklyAtMs: v.optional(v.number()),
  /** Unix milliseconds: they have left for good. */
  leftAtMs: v.optional(v.number()),
  /** What we had last said to them in the chat when they were last in conversation, by its event id. */
  saidUntil: v.optional(v.string()),
  /** This desk has let them in. */
  wasLetIn: v.optional(v.literal(true)),
  /** Unix seconds. Recognised by comparing pictures, not by the link: `id` is then no more than what the guest says. */
  comparedAt: v.optional(v.number()),
  /** The clinician has decided for another browser: no longer in question. */
  superseded: v.boolean(),
  /** Last word about the door this device has sent. */
  door: v.strictObject({ seq: v.number(), state: v.picklist(['waiting', 'admitted']) }),
  /** What has stopped this visit here, until the clinician decides. */
  halted: v.optional(LastingAlarmSchema),
});
export type ProvenGuest = v.InferOutput<typeof ProvenGuestSchema>;

/** Which text a version of the consent was when this device first saw it. */
const SeenConsentSchema = v.strictObject({
  version: v.string(),
  language: v.picklist(['de', 'en']),
  hash: Hex32Schema,
});
export type SeenConsent = v.InferOutput<typeof SeenConsentSchema>;

export interface DeskKeeper {
  readonly account: DeskAccount | undefined;
  readonly proven: readonly ProvenGuest[];
  keepAccount(account: DeskAccount): Promise<void>;
  keepProven(proven: readonly ProvenGuest[]): Promise<void>;
  /** Whether this device has closed this link itself, whatever the server still shows of the notebook. */
  isClosed(id: InvitationId): boolean;
  /**
   * Counts at once, and for good when it resolves; of links whose window is not known (`until` undefined) the first few
   * hundred alone, and further ones as long as this page is open.
   */
  keepClosed(id: InvitationId, until: number | undefined): Promise<void>;
  /** Whether the server has ever told this device that this link's secret came to it in a path. */
  isExposed(id: InvitationId): boolean;
  /** Counts at once, and for good when it resolves. */
  keepExposed(id: InvitationId, until: number | undefined): Promise<void>;
  /** The clinician does not want patients to learn their network address. */
  readonly hidesAddress: boolean;
  keepHidesAddress(hides: boolean): Promise<void>;
  /** What the clinician has chosen for this device. */
  readonly choices: Choices;
  keepChoices(choices: Choices): Promise<void>;
  /** Latest last. */
  readonly seenConsents: readonly SeenConsent[];
  keepSeenConsents(seen: readonly SeenConsent[]): Promise<void>;
  /** Deletes everything of this device. The client must be stopped. */
  wipe(): Promise<void>;
}

export async function openDeskKeeper(): Promise<DeskKeeper> {
  let opened: SealedStore | undefined;
  const open = async () => {
    opened ??= await openSealedStore(deskDatabase);
    return opened;
  };
  const store = await open();
  const storedAccount = v.safeParse(DeskAccountSchema, await store.get('account'));
  let hidesAddress = (await store.get('hidesAddress')) === true;
  const storedChoices = v.safeParse(ChoicesSchema, await store.get('choices'));
  let choices = storedChoices.success ? storedChoices.output : noChoices;
  let account = storedAccount.success ? storedAccount.output : undefined;
  let proven: readonly ProvenGuest[] = eachThatFits(ProvenGuestSchema, await store.get('proven'));
  let seenConsents: readonly SeenConsent[] = eachThatFits(SeenConsentSchema, await store.get('seenConsents'));
  const closed = markedLinks(await store.get('closed'));
  const exposed = markedLinks(await store.get('exposed'));
  const mark = async (name: 'closed' | 'exposed', id: InvitationId, until: number | undefined) => {
    const links = name === 'closed' ? closed : exposed;
    if (links.add(id, until)) await (await open()).put(name, links.lasting());
  };
  return {
    get account() {
      return account;
    },
    get proven() {
      return proven;
    },
    async keepAccount(next) {
      account = next;
      await (await open()).put('account', next);
    },
    async keepProven(next) {
      proven = next;
      await (await open()).put('proven', next);
    },
    isClosed: (id) => closed.has(id),
    keepClosed: (id, until) => mark('closed', id, until),
    isExposed: (id) => exposed.has(id),
    keepExposed: (id, until) => mark('exposed', id, until),
    get hidesAddress() {
      return hidesAddress;
    },
    async keepHidesAddress(next) {
      hidesAddress = next;
      await (await open()).put('hidesAddress', next);
    },
    get choices() {
      return choices;
    },
    async keepChoices(next) {
      choices = next;
      await (await open()).put('choices', next);
    },
    get seenConsents() {
      return seenConsents;
    },
    async keepSeenConsents(next) {
      seenConsents = next;
      await (await open()).put('seenConsents', next);
    },
    async wipe() {
      hidesAddress = false;
      choices = noChoices;
      const crypto = account ? cryptoDatabases(account.cryptoPrefix) : [];
      account = undefined;
      proven = [];
      closed.clear();
      exposed.clear();
      seenConsents = [];
      opened?.close();
      opened = undefined;
      await deleteDatabases([deskDatabase, ...crypto]);
    },
  };
}
