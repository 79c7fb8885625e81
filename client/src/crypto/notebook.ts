/**
 * The clinician's notebook: their own encrypted room with nobody else in it. It holds the keys links are made from
 * and what the clinician calls their patients, so that any of their devices can show a link again and check a proof.
 */

import { effect, type ReadonlySignal, signal, untracked } from '@preact/signals';
import {
  type BookEntryContent,
  type Bytes,
  bookEntryType,
  bookKeyType,
  deriveLinkKeys,
  fromBase64,
  type InvitationId,
  type Kind,
  type LinkKeys,
  type LinkSecret,
  makeLinkSecret,
  type RoomId,
  randomBytes,
  sealBookEntry,
  sealBookKey,
  toBase64Url,
} from '@sprechzimmer/protocol';
import { type MatrixEvent, MatrixEventEvent, type Room, RoomEvent } from 'matrix-js-sdk';
import { backUpKeys, restoreKeys } from './key-backup.ts';
import { type Book, currentKey, emptyBook, monthOf, readIntoBook } from './notebook-reading.ts';
import { type NotebookRoom, openNotebookRooms } from './notebook-room.ts';
import type { OpenClient } from './open-client.ts';
import { guardRoom, type RoomGuard } from './room-guard.ts';
import { type RoomSender, roomSender } from './room-sender.ts';
import { waitFor } from './wait-for.ts';
import { wholeTimeline } from './whole-timeline.ts';

export interface NotebookTerms {
  readonly label: string;
  readonly kind: Kind;
  /** Unix seconds. */
  readonly notBefore: number;
  readonly notAfter: number;
}

/** A link as the notebook can show it at any time. */
export interface BookLink {
  readonly entry: BookEntryContent;
  readonly secret: LinkSecret;
  readonly keys: LinkKeys;
}

/** What this device remembers of closed links by itself: the server can leave an event out. */
export interface ClosedLinks {
  isClosed(id: InvitationId): boolean;
  /** @param until end of the link's window in Unix seconds, where it is known */
  keepClosed(id: InvitationId, until: number | undefined): Promise<void>;
}

export interface Notebook {
  /** Every entry of the book. */
  readonly entries: ReadonlySignal<ReadonlyMap<InvitationId, BookEntryContent>>;
  /** Names of the notebook keys that have been read: what was made from another cannot be recognised here. */
  readonly bookNames: ReadonlySignal<ReadonlySet<string>>;
  /** Entries of earlier identities, where this device can read them: labels, never links. */
  readonly formerEntries: ReadonlySignal<ReadonlyMap<InvitationId, BookEntryContent>>;
  /** Everything that will be readable on this device has been read. */
  readonly settled: ReadonlySignal<boolean>;
  /** Writes a new entry. The link exists once this has resolved. */
  write(terms: NotebookTerms): Promise<BookLink>;
  /** Undefined when there is no such entry, or its notebook key has not been read yet. */
  linkOf(id: InvitationId): Promise<BookLink | undefined>;
  /**
   * From now on this link proves nothing on this device, and on any other that is shown the notebook's entry.
   * Safe to repeat.
   */
  closeEntry(id: InvitationId): Promise<void>;
  close(): void;
}

const restoreAfterMs = [0, 5_000, 15_000, 60_000];

export interface NotebookKeys {
  /** The clinician's own master key, 32 bytes. */
  readonly masterKey: Bytes;
  readonly notebookKey: Bytes;
  /** Of earlier identities of this account. */
  readonly formerNotebookKeys?: readonly Bytes[];
  /** The keys have just been made: no older page of the book will become readable. */
  readonly startedOver?: boolean;
}

/** Opens the notebook, making it when there is none. Resolves when everything readable has been read. */
export async function openNotebook(
  open: OpenClient,
  { masterKey, notebookKey, formerNotebookKeys = [], startedOver = false }: NotebookKeys,
  closed: ClosedLinks,
  nowMs: () => number = Date.now,
): Promise<Notebook> {
  const { rooms, close: closeRooms } = await openNotebookRooms(open);
  const opened = new Map<RoomId, { readonly guard: RoomGuard; readonly sender: RoomSender }>();
  const entries = signal<ReadonlyMap<InvitationId, BookEntryContent>>(new Map());
  const formerEntries = signal<ReadonlyMap<InvitationId, BookEntryContent>>(new Map());
  const bookNames = signal<ReadonlySet<string>>(new Set());
  const settled = signal(startedOver);
  const unreadable = new Set<MatrixEvent>();
  let book: Book = emptyBook;
  const former = formerNotebookKeys.map((key) => ({ key, book: emptyBook }));
  let queue: Promise<void> = Promise.resolve();

  const add = async (type: string, content: unknown) => {
    book = await readIntoBook(book, notebookKey, { type, content });
    entries.value = book.entries;
    if (book.keys.size !== bookNames.value.size) bookNames.value = new Set(book.keys.keys());
    for (const each of former) each.book = await readIntoBook(each.book, each.key, { type, content });
    if (former.length > 0) formerEntries.value = new Map(former.flatMap((each) => [...each.book.entries]));
  };
  const read = async (event: MatrixEvent) => {
    await open.client.decryptEventIfNeeded(event);
    if (event.isEncrypted() && event.isDecryptionFailure()) {
      // The key may still arrive, from the backup or from another device.
      unreadable.add(event);
      event.once(MatrixEventEvent.Decrypted, () => enqueue(event));
    } else if (event.isEncrypted()) await add(event.getType(), event.getContent());
  };
  const enqueue = (event: MatrixEvent) => {
    queue = queue.then(() => read(event)).catch(() => undefined);
  };
  const openRoom = async ({ id, sdkRoom }: NotebookRoom) => {
    const guard = guardRoom(open, id, { roster: { members: new Set([open.userId]), bot: undefined } });
    opened.set(id, { guard, sender: roomSender(open, id, guard) });
    // A room that has just been made is shown bit by bit, and nothing is written before we are shown in it.
    await waitFor(open.client, () => (guard.roster.value === 'gathering' ? undefined : true));
    for (const event of await wholeTimeline(open, sdkRoom)) enqueue(event);
  };
  const onTimeline = (event: MatrixEvent, ofRoom: Room | undefined) => {
    if (rooms.value.some(({ id }) => id === ofRoom?.roomId)) enqueue(event);
  };
  open.client.on(RoomEvent.Timeline, onTimeline);
  await Promise.all(rooms.value.map(openRoom));
  await queue;
  const stopFollowing = effect(() => {
    for (const room of rooms.value)
      if (!opened.has(room.id)) untracked(() => openRoom(room)).catch(() => undefined);
  });
  const stopRestoring = restoreWhile(
    open,
    () => [...unreadable].some((event) => event.isDecryptionFailure()),
    () => {
      settled.value = true;
    },
  );

  /** By the same rule on every device, into the oldest room. */
  const send: RoomSender['send'] = (type, content) => {
    const [oldest] = rooms.value;
    const room = oldest && opened.get(oldest.id);
    if (!room) throw new Error('the notebook is not open');
    return room.sender.send(type, content);
  };

  const keyForNewLinks = async () => {
    const current = currentKey(book, nowMs());
    if (current) return current;
    const made = randomBytes(32);
    const suffix = toBase64Url(randomBytes(6))
      .toLowerCase()
      .replace(/[^a-z0-9]/g, 'x');
    const content = { v: 1, name: `${monthOf(nowMs())}-${suffix}`, key: toBase64Url(made) } as const;
    const sealed = await sealBookKey(notebookKey, content);
    await send(bookKeyType, sealed);
    await add(bookKeyType, sealed);
    return { name: content.name, key: made };
  };

  const linkFrom = async (entry: BookEntryContent, bookKey: Bytes): Promise<BookLink | undefined> => {
    const secret = await makeLinkSecret(bookKey, {
      nonce: fromBase64(entry.nonce),
      kind: entry.kind,
      notBefore: entry.not_before,
      notAfter: entry.not_after,
    });
    const link = { secret, clinicianMasterKey: masterKey };
    const keys = await deriveLinkKeys(link);
    return keys.id === entry.id ? { entry, secret: link, keys } : undefined;
  };

  const writeEntry = async (unsealed: Omit<BookEntryContent, 'mac'>) => {
    const entry = await sealBookEntry(notebookKey, unsealed);
    await send(bookEntryType, entry);
    await add(bookEntryType, entry);
    await backUpKeys(open).catch(() => undefined);
    return entry;
  };

  return {
    entries,
    bookNames,
    formerEntries,
    settled,
    async write({ label, kind, notBefore, notAfter }) {
      const { name, key } = await keyForNewLinks();
      const nonce = randomBytes(16);
      const secret = await makeLinkSecret(key, { nonce, kind, notBefore, notAfter });
      const link = { secret, clinicianMasterKey: masterKey };
      const keys = await deriveLinkKeys(link);
      const entry = await writeEntry({
        v: 1,
        id: keys.id,
        book: name,
        nonce: toBase64Url(nonce),
        kind,
        not_before: notBefore,
        not_after: notAfter,
        label: label.trim().slice(0, 80),
        closed: false,
      });
      return { entry, secret: link, keys };
    },
    async linkOf(id) {
      const entry = book.entries.get(id);
      const key = entry && book.keys.get(entry.book);
      const asKnown = entry && { ...entry, closed: entry.closed || closed.isClosed(id) };
      return asKnown && key ? linkFrom(asKnown, key) : undefined;
    },
    async closeEntry(id) {
      const entry = book.entries.get(id);
      // Kept here before the server hears of it, and although it may never show the event again.
      await closed.keepClosed(id, entry?.not_after);
      if (!entry || entry.closed) return;
      const { mac: _, ...unsealed } = entry;
      await writeEntry({ ...unsealed, closed: true });
    },
    close() {
      stopRestoring();
      stopFollowing();
      closeRooms();
      open.client.off(RoomEvent.Timeline, onTimeline);
      for (const { guard } of opened.values()) guard.close();
    },
  };
}

/** Another device may still be uploading its keys: the backup is asked again a few times, then left alone. */
function restoreWhile(open: OpenClient, isNeeded: () => boolean, onSettled: () => void): () => void {
  const last = restoreAfterMs.at(-1);
  const tryNow = async (isLast: boolean) => {
    if (isNeeded()) await restoreKeys(open);
    if (isLast || !isNeeded()) onSettled();
  };
  const timers = restoreAfterMs.map((ms) => setTimeout(() => void tryNow(ms === last), ms));
  return () => timers.forEach((timer) => void clearTimeout(timer));
}
