/** What the notebook says of a link when the server leaves out what it does not like. */

import { type InvitationId, randomBytes } from '@sprechzimmer/protocol';
import { beforeEach, expect, test, vi } from 'vitest';
import { type ClosedLinks, openNotebook } from './notebook.ts';
import type { OpenClient } from './open-client.ts';

/** The room as the server shows it: `send` may be told to keep nothing. */
const server = vi.hoisted(() => ({
  events: [] as { type: string; content: object }[],
  swallows: false,
  order: [] as string[],
}));

vi.mock('./notebook-room.ts', () => ({ openNotebookRoom: async () => ({ id: '!notebook', sdkRoom: {} }) }));
vi.mock('./room-guard.ts', () => ({ guardRoom: () => ({ close: () => undefined }) }));
vi.mock('./key-backup.ts', () => ({ backUpKeys: async () => undefined, restoreKeys: async () => undefined }));
vi.mock('./whole-timeline.ts', () => ({
  wholeTimeline: async () =>
    server.events.map(({ type, content }) => ({
      isEncrypted: () => true,
      isDecryptionFailure: () => false,
      getType: () => type,
      getContent: () => content,
    })),
}));
vi.mock('./room-sender.ts', () => ({
  roomSender: () => ({
    send: async (type: string, content: object) => {
      server.order.push(`sent ${type}`);
      if (!server.swallows) server.events.push({ type, content });
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

beforeEach(() => Object.assign(server, { events: [], swallows: false, order: [] }));

test('a cancelled link stays cancelled after a reload, although the server shows the notebook without it', async () => {
  const here = keptHere();
  const open = () => openNotebook(client, masterKey, notebookKey, here);
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
  const before = await openNotebook(client, masterKey, notebookKey, here);
  const { entry } = await before.write(terms);
  before.close();
  const shown = server.events;
  server.events = [];
  const blind = await openNotebook(client, masterKey, notebookKey, here);
  await blind.closeEntry(entry.id);
  blind.close();
  server.events = shown;
  const after = await openNotebook(client, masterKey, notebookKey, here);
  expect((await after.linkOf(entry.id))?.entry.closed).toBe(true);
  after.close();
});
