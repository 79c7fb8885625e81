import {
  bookEntryType,
  bookKeyType,
  type InvitationId,
  randomBytes,
  sealBookEntry,
  sealBookKey,
  toBase64Url,
} from '@sprechzimmer/protocol';
import { describe, expect, test } from 'vitest';
import { type Book, currentKey, emptyBook, readIntoBook } from './notebook-reading.ts';

const notebookKey = randomBytes(32);
const id = 'f20faeacfab41273a7246ccb457091ad' as InvitationId;
const bookKey = randomBytes(32);
const key = await sealBookKey(notebookKey, { v: 1, name: '2026-11-a', key: toBase64Url(bookKey) });
const unsealed = {
  v: 1 as const,
  id,
  book: '2026-11-a',
  nonce: toBase64Url(randomBytes(16)),
  kind: 'video' as const,
  not_before: 1,
  not_after: 2,
  label: 'A. B.',
  closed: false,
};
const open = { type: bookEntryType, content: await sealBookEntry(notebookKey, unsealed) };
const closed = {
  type: bookEntryType,
  content: await sealBookEntry(notebookKey, { ...unsealed, closed: true }),
};

async function read(...events: { type: string; content: unknown }[]): Promise<Book> {
  let book = emptyBook;
  for (const event of events) book = await readIntoBook(book, notebookKey, event);
  return book;
}

test('a taken-back link stays taken back, in whatever order the server delivers', async () => {
  for (const order of [
    [open, closed],
    [closed, open],
    [open, closed, open],
  ])
    expect((await read(...order)).entries.get(id)?.closed).toBe(true);
});

test('the terms of an entry are never replaced by a later one', async () => {
  const other = {
    type: bookEntryType,
    content: await sealBookEntry(notebookKey, { ...unsealed, label: 'C. D.' }),
  };
  expect((await read(open, other)).entries.get(id)?.label).toBe('A. B.');
});

test('nor is a notebook key', async () => {
  const second = await sealBookKey(notebookKey, {
    v: 1,
    name: '2026-11-a',
    key: toBase64Url(randomBytes(32)),
  });
  const book = await read({ type: bookKeyType, content: key }, { type: bookKeyType, content: second });
  expect(book.keys.get('2026-11-a')).toEqual(bookKey);
});

describe('what is not genuine is not read', () => {
  test.each([
    ['a key with another MAC', { type: bookKeyType, content: { ...key, mac: '0'.repeat(64) } }],
    ['an entry with another MAC', { type: bookEntryType, content: { ...open.content, mac: '0'.repeat(64) } }],
    ['an entry of a foreign form', { type: bookEntryType, content: { ...open.content, extra: 1 } }],
    ['an ordinary message', { type: 'm.room.message', content: { msgtype: 'm.text', body: 'x' } }],
  ])('%s', async (_, event) => {
    expect(await read(event)).toEqual(emptyBook);
  });
});

test('links are made with a key of this month; with the next month comes a new one', async () => {
  const book = await read({ type: bookKeyType, content: key });
  expect(currentKey(book, Date.parse('2026-11-30T23:00:00Z'))?.name).toBe('2026-11-a');
  expect(currentKey(book, Date.parse('2026-12-01T00:00:00Z'))).toBeUndefined();
});
