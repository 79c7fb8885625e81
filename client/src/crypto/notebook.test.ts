/** What the notebook says of a link when the server leaves out what it does not like. */

import { signal } from '@preact/signals';
import { type InvitationId, RoomIdSchema, randomBytes } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { type ClosedLinks, openNotebook } from './notebook.ts';
import type { NotebookRoom } from './notebook-room.ts';
import type { OpenClient } from './open-client.ts';

/** The rooms as the server shows them: `send` may be told to keep nothing. */
const server = vi.hoisted(() => ({
  events: [] as { room: string; type: string; content: object }[],
  swallows: false,
  order: [] as string[],
}));
/** Oldest first, as `notebook-room.ts` gives them. */
const rooms = signal<readonly NotebookRoom[]>([]);

vi.mock('./notebook-room.ts', () => ({ openNotebookRooms: async () => ({ rooms, close: () => undefined }) }));
vi.mock('./room-guard.ts', () => ({
  guardRoom: () => ({ roster: { value: 'complete' }, close: () => undefined }),
}));
vi.mock('./key-backup.ts', () => ({ backUpKeys: async () => undefined, restoreKeys: async () => undefined }));
vi.mock('./whole-timeline.ts', () => ({
  wholeTimeline: async (_open: unknown, room: { roomId: string }) =>
    server.events
      .filter((event) => event.room === room.roomId)
      .map(({ type, content }) => ({
        isEncrypted: () => true,
        isDecryptionFailure: () => false,
        getType: () => type,
        getContent: () => content,
      })),
}));
vi.mock('./room-sender.ts', () => ({
  roomSender: (_open: unknown, room: string) => ({
    send: async (type: string, content: object) => {
      server.order.push(`sent ${type}`);
      if (!server.swallows) server.events.push({ room, type, content });
    },
  }),
}));

const [masterKey, notebookKey] = [randomBytes(32), randomBytes(32)];
const client = {
  userId: '@dr:practice.test',
  client: { on: () => undefined, off: () => undefined, decryptEventIfNeeded: async () => undefined },
} as unknown as OpenClient;
const terms = { label: 'A. B.', kind: 'video', notBefore: 1_000, notAfter: 2_000 } as const;

/** Stands for the sealed record of the desk in this browser. */
function keptHere(): ClosedLinks & { readonly kept: Map<InvitationId, number | undefined> } {
  const kept = new Map<InvitationId, number | undefined>();
  return {
    kept,
    isClosed: (id) => kept.has(id),
    keepClosed: async (id, until) => {
      server.order.push('kept here');
      kept.set(id, until);
    },
  };
}

function room(id: string): NotebookRoom {
  return { id: v.parse(RoomIdSchema, id), sdkRoom: { roomId: id } as NotebookRoom['sdkRoom'] };
}
const [older, younger] = [room('!older:practice.test'), room('!younger:practice.test')];

beforeEach(() => {
  Object.assign(server, { events: [], swallows: false, order: [] });
  rooms.value = [older];
});

test('a cancelled link stays cancelled after a reload, although the server shows the notebook without it', async () => {
  const here = keptHere();
  const open = () => openNotebook(client, { masterKey, notebookKey }, here);
  const before = await open();
  const { entry } = await before.write(terms);
  server.swallows = true;
  server.order = [];
  await before.closeEntry(entry.id);
  before.close();
  expect(server.order[0]).toBe('kept here');
  expect(here.kept.get(entry.id)).toBe(terms.notAfter);

  const after = await open();
  expect(after.entries.value.get(entry.id)?.closed).toBe(false);
  expect((await after.linkOf(entry.id))?.entry.closed).toBe(true);
  after.close();
});

test('a link whose entry the server does not show at all can still be closed on this device', async () => {
  const here = keptHere();
  const before = await openNotebook(client, { masterKey, notebookKey }, here);
  const { entry } = await before.write(terms);
  before.close();
  const shown = server.events;
  server.events = [];
  const blind = await openNotebook(client, { masterKey, notebookKey }, here);
  await blind.closeEntry(entry.id);
  blind.close();
  server.events = shown;
  const after = await openNotebook(client, { masterKey, notebookKey }, here);
  expect((await after.linkOf(entry.id))?.entry.closed).toBe(true);
  after.close();
});

describe('two devices that have each made a notebook', () => {
  test('write into the same one from then on, and can show the links of both', async () => {
    rooms.value = [younger];
    const first = await openNotebook(client, { masterKey, notebookKey }, keptHere());
    const { entry: early } = await first.write(terms);
    // Now this device hears of the room that the other one has made, a moment before its own.
    rooms.value = [older, younger];
    const { entry: late } = await first.write(terms);
    expect(server.events.findLast(({ content }) => 'id' in content && content.id === late.id)?.room).toBe(
      older.id,
    );

    const second = await openNotebook(client, { masterKey, notebookKey }, keptHere());
    for (const { id } of [early, late]) expect((await second.linkOf(id))?.entry.id).toBe(id);
    first.close();
    second.close();
  });

  test('read what the other had written before they heard of it', async () => {
    rooms.value = [older];
    const other = await openNotebook(client, { masterKey, notebookKey }, keptHere());
    const { entry } = await other.write(terms);
    rooms.value = [younger];
    const here = await openNotebook(client, { masterKey, notebookKey }, keptHere());
    expect(await here.linkOf(entry.id)).toBeUndefined();
    rooms.value = [older, younger];
    await vi.waitFor(async () => expect(await here.linkOf(entry.id)).toBeDefined());
    other.close();
    here.close();
  });
});

describe('after a new beginning', () => {
  test('a device that was there before still knows what a dead link was called, and makes no link of it', async () => {
    const before = await openNotebook(client, { masterKey, notebookKey }, keptHere());
    const { entry } = await before.write(terms);
    before.close();
    const renewed = { masterKey: randomBytes(32), notebookKey: randomBytes(32) };
    const after = await openNotebook(client, { ...renewed, formerNotebookKeys: [notebookKey] }, keptHere());
    expect(after.formerEntries.value.get(entry.id)?.label).toBe(terms.label);
    expect(after.entries.value.has(entry.id)).toBe(false);
    expect(after.bookNames.value.has(entry.book)).toBe(false);
    expect(await after.linkOf(entry.id)).toBeUndefined();
    after.close();
  });
});
