/**
 * The clinician's notebook: their own encrypted room with nobody else in it. It holds the keys links are made from
 * and what the clinician calls their patients, so that any of their devices can show a link again and check a proof.
 */

import { type ReadonlySignal, signal } from '@preact/signals';
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
  randomBytes,
  sealBookEntry,
  sealBookKey,
  toBase64Url,
} from '@sprechzimmer/protocol';
import { type MatrixEvent, MatrixEventEvent, type Room, RoomEvent } from 'matrix-js-sdk';
import { backUpKeys, restoreKeys } from './key-backup.ts';
import { type Book, currentKey, emptyBook, monthOf, readIntoBook } from './notebook-reading.ts';
import { openNotebookRoom } from './notebook-room.ts';
import type { OpenClient } from './open-client.ts';
import { guardRoom } from './room-guard.ts';
import { roomSender } from './room-sender.ts';
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

/**
 * Opens the notebook, making it when there is none. Resolves when everything readable has been read.
 * @param masterKey the clinician's own master key, 32 bytes
 */
export async function openNotebook(
  open: OpenClient,
  masterKey: Bytes,
  notebookKey: Bytes,
  closed: ClosedLinks,
  nowMs: () => number = Date.now,
): Promise<Notebook> {
  const room = await openNotebookRoom(open);
  const guard = guardRoom(open, room.id, {
    roster: { members: new Set([open.userId]), bot: undefined },
  });
  const sender = roomSender(open, room.id, guard);
  const entries = signal<ReadonlyMap<InvitationId, BookEntryContent>>(new Map());
  const unreadable = new Set<MatrixEvent>();
  let book: Book = emptyBook;
  let queue: Promise<void> = Promise.resolve();

  const add = async (type: string, content: unknown) => {
    book = await readIntoBook(book, notebookKey, { type, content });
    entries.value = book.entries;
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
  const onTimeline = (event: MatrixEvent, ofRoom: Room | undefined) => {
    if (ofRoom?.roomId === room.id) enqueue(event);
  };
  open.client.on(RoomEvent.Timeline, onTimeline);
  for (const event of await wholeTimeline(open, room.sdkRoom)) enqueue(event);
  await queue;
  const stopRestoring = restoreWhile(open, () =>
    [...unreadable].some((event) => event.isDecryptionFailure()),
  );

  const keyForNewLinks = async () => {
    const current = currentKey(book, nowMs());
    if (current) return current;
    const made = randomBytes(32);
    const suffix = toBase64Url(randomBytes(6))
      .toLowerCase()
      .replace(/[^a-z0-9]/g, 'x');
    const content = { v: 1, name: `${monthOf(nowMs())}-${suffix}`, key: toBase64Url(made) } as const;
    const sealed = await sealBookKey(notebookKey, content);
    await sender.send(bookKeyType, sealed);
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
    await sender.send(bookEntryType, entry);
    await add(bookEntryType, entry);
    await backUpKeys(open).catch(() => undefined);
    return entry;
  };

  return {
    entries,
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
      open.client.off(RoomEvent.Timeline, onTimeline);
      guard.close();
    },
  };
}

/** Another device may still be uploading its keys: the backup is asked again a few times, then left alone. */
function restoreWhile(open: OpenClient, isNeeded: () => boolean): () => void {
  const timers = restoreAfterMs.map((ms) =>
    setTimeout(() => {
      if (isNeeded()) void restoreKeys(open);
    }, ms),
  );
  return () => timers.forEach((timer) => void clearTimeout(timer));
}
