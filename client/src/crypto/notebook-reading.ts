/** What the notebook's events add up to. Pure: the same events give the same book in any order. */

import {
  type BookEntryContent,
  BookEntryContentSchema,
  BookKeyContentSchema,
  type Bytes,
  bookEntryType,
  bookKeyType,
  fromBase64,
  type InvitationId,
  isGenuineBookEntry,
  isGenuineBookKey,
} from '@sprechzimmer/protocol';
import * as v from 'valibot';

export interface Book {
  /** Notebook keys by name. */
  readonly keys: ReadonlyMap<string, Bytes>;
  readonly entries: ReadonlyMap<InvitationId, BookEntryContent>;
}

export const emptyBook: Book = { keys: new Map(), entries: new Map() };

/**
 * Adds one decrypted event. What is foreign, malformed or not genuine changes nothing.
 * A closed entry stays closed, and neither a key nor the terms of an entry are ever replaced.
 */
export async function readIntoBook(
  book: Book,
  notebookKey: Bytes,
  event: { readonly type: string; readonly content: unknown },
): Promise<Book> {
  if (event.type === bookKeyType) {
    const parsed = v.safeParse(BookKeyContentSchema, event.content);
    if (!parsed.success || book.keys.has(parsed.output.name)) return book;
    if (!(await isGenuineBookKey(notebookKey, parsed.output))) return book;
    return { ...book, keys: new Map(book.keys).set(parsed.output.name, fromBase64(parsed.output.key)) };
  }
  if (event.type === bookEntryType) {
    const parsed = v.safeParse(BookEntryContentSchema, event.content);
    if (!parsed.success || !(await isGenuineBookEntry(notebookKey, parsed.output))) return book;
    const known = book.entries.get(parsed.output.id);
    const next = known ? { ...known, closed: known.closed || parsed.output.closed } : parsed.output;
    return { ...book, entries: new Map(book.entries).set(next.id, next) };
  }
  return book;
}

/** Name of the month a notebook key is used in, `2026-11`; a short random part keeps two devices apart. */
export function monthOf(nowMs: number): string {
  return new Date(nowMs).toISOString().slice(0, 7);
}

/** The key to make new links with: of this month, or undefined when it is time for a new one. */
export function currentKey(book: Book, nowMs: number): { name: string; key: Bytes } | undefined {
  const month = monthOf(nowMs);
  const name = [...book.keys.keys()].filter((known) => known.startsWith(`${month}-`)).sort()[0];
  const key = name === undefined ? undefined : book.keys.get(name);
  return name !== undefined && key ? { name, key } : undefined;
}
