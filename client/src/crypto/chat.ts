/** The chat of one room: what the SDK's timeline holds, as far as it comes from verified devices. */

import { type ReadonlySignal, signal } from '@preact/signals';
import { laterKey, type RoomId } from '@sprechzimmer/protocol';
import { EventType, type MatrixEvent, MatrixEventEvent, MsgType, type Room, RoomEvent } from 'matrix-js-sdk';
import * as v from 'valibot';
import { storageTroubleOf } from '../storage/storage-fault.ts';
import type { ChatMessage, ChatView } from './chat-view.ts';
import { isCleanEvent } from './event-trust.ts';
import { meansFile, readFileContent } from './file-content.ts';
import { Cancelled, type FileShelf, fileShelf } from './file-shelf.ts';
import type { ChatFile } from './files-view.ts';
import { onceOnly } from './once-only.ts';
import type { OpenClient } from './open-client.ts';
import type { RoomFiles } from './room-files.ts';
import type { RoomSender } from './room-sender.ts';
import { wholeTimeline } from './whole-timeline.ts';

export interface Chat extends ChatView {
  close(): void;
}

/** Longer texts are cut into several messages by nobody: they are refused by the screen. */
export const longestMessageChars = 20_000;

const TextSchema = v.object({
  msgtype: v.picklist([MsgType.Text, MsgType.Notice, MsgType.Emote]),
  body: v.pipe(v.string(), v.maxLength(longestMessageChars)),
  [laterKey]: v.optional(v.unknown()),
});

/**
 * @param members whose messages are shown: the people of this visit, whoever else is in the room or verified
 * @param transport of files; without one this chat has none
 */
export function openChat(
  open: OpenClient,
  roomId: RoomId,
  sender: RoomSender,
  members: ReadonlySet<string>,
  transport?: RoomFiles,
): Chat {
  const shelf = transport && fileShelf(transport);
  const serverName = transport?.serverName ?? '';
  const byId = new Map<string, ChatMessage>();
  const messages = signal<readonly ChatMessage[]>([]);
  const unread = signal(0);
  const awaited = new Set<MatrixEvent>();
  const once = onceOnly();
  /** Our own messages as they left, so that the homeserver cannot bring one back as another. */
  const echoes = new Set<MatrixEvent>();

  const publish = (message: ChatMessage) => {
    const isNew = !byId.has(message.id);
    byId.set(message.id, message);
    messages.value = [...byId.values()];
    // Who has written after it has read it; who has only put somebody off, with two presses, has not.
    if (message.own && !message.later) unread.value = 0;
    else if (isNew && !message.own) unread.value += 1;
  };

  const read = async (event: MatrixEvent) => {
    const id = event.getId();
    const from = event.getSender();
    if (!id || event.isState() || from === undefined || !members.has(from)) return;
    await open.client.decryptEventIfNeeded(event);
    if (event.isDecryptionFailure() && !awaited.has(event)) {
      // The key may still come. Until then the message stands there as withheld.
      awaited.add(event);
      event.on(MatrixEventEvent.Decrypted, () => enqueue(event));
    }
    const known = byId.get(id);
    if (known?.own && known.state === 'sent') return;
    const message = await readMessage({ open, serverName, shelf }, event, id);
    if (!message || isKnown(known, message)) return;
    if (message.own) for (const echo of echoes) await once.isFirst(echo);
    if (message.state === 'sent' && !(await once.isFirst(event))) return;
    publish(message);
  };

  /** One after the other, so that messages keep their order however long each takes to decrypt. */
  let queue: Promise<void> = Promise.resolve();
  const enqueue = (event: MatrixEvent) => {
    queue = queue.then(() => read(event)).catch(() => undefined);
  };
  const onTimeline = (event: MatrixEvent, room: Room | undefined, toStartOfTimeline?: boolean) => {
    // A local echo: our own messages are published by `send`, under the id the homeserver gives them.
    if (room?.roomId !== roomId || toStartOfTimeline) return;
    if (event.status === null) enqueue(event);
    else if (!event.isState()) echoes.add(event);
  };
  const readWhatWas = async () => {
    const room = open.client.getRoom(roomId);
    for (const event of room ? await wholeTimeline(open, room) : []) await read(event);
  };
  queue = readWhatWas().catch(() => undefined);
  open.client.on(RoomEvent.Timeline, onTimeline);

  /** What a full device does not let out is not given up: it leaves as soon as there is room. */
  const roomAgain = async (error: unknown) => {
    // Only what this device has really refused: a server may answer in whatever words it likes.
    if (!open.keeping?.full.peek() || storageTroubleOf(error) !== 'full') return false;
    await open.keeping.kept();
    return true;
  };

  const transmit = async (id: string, said: Pick<ChatMessage, 'text' | 'sentAtMs' | 'later'>) => {
    const { text, sentAtMs, later } = said;
    const message = { id, own: true, text, sentAtMs, ...(later ? { later } : {}) } as const;
    publish({ ...message, state: 'sending' });
    try {
      const content = { msgtype: MsgType.Text, body: text, ...(later ? { [laterKey]: true } : {}) };
      const eventId = await sender.send(EventType.RoomMessage, content, id);
      replaceId(id, { ...message, id: eventId, state: 'sent' });
    } catch (error) {
      if (await roomAgain(error)) return transmit(id, said);
      publish({ ...message, state: 'failed' });
    }
  };
  const say = async (text: string, later: { readonly later?: true }) => {
    const trimmed = text.trim().slice(0, longestMessageChars);
    if (trimmed !== '')
      await transmit(open.client.makeTxnId(), { text: trimmed, sentAtMs: Date.now(), ...later });
  };

  const transmitFile = async (files: FileShelf, id: string, file: ChatFile, sentAtMs: number) => {
    publish({ id, own: true, text: '', sentAtMs, state: 'sending', file });
    try {
      const content = await files.upload(file);
      const eventId = await sender.send(EventType.RoomMessage, content, id);
      files.sent(file);
      replaceId(id, { id: eventId, own: true, text: '', sentAtMs, state: 'sent', file });
    } catch (error) {
      if (error instanceof Cancelled) return;
      if (await roomAgain(error)) return transmitFile(files, id, file, sentAtMs);
      files.failed(file, error);
      publish({ id, own: true, text: '', sentAtMs, state: 'failed', file });
    }
  };
  /** Of ours, and not sent: thought better of. */
  const drop = (file: ChatFile) => {
    for (const [id, message] of byId)
      if (message.file === file && message.own && message.state !== 'sent') byId.delete(id);
    messages.value = [...byId.values()];
  };

  const replaceId = (oldId: string, message: ChatMessage) => {
    const entries = [...byId].filter(([id]) => id !== message.id || id === oldId);
    byId.clear();
    for (const [id, known] of entries) {
      if (id === oldId) byId.set(message.id, message);
      else byId.set(id, known);
    }
    messages.value = [...byId.values()];
  };

  return {
    messages: messages as ReadonlySignal<readonly ChatMessage[]>,
    unread,
    files:
      transport && shelf
        ? {
            largestBytes: transport.largestBytes,
            learnLimit: () => transport.learnLimit(),
            send: (file) => transmitFile(shelf, open.client.makeTxnId(), shelf.leaving(file), Date.now()),
            fetch: (file) => shelf.fetch(file),
            cancel(file) {
              if (shelf.cancel(file)) drop(file);
            },
          }
        : undefined,
    send: (text) => say(text, {}),
    sendLater: (text) => say(text, { later: true }),
    async resend(id) {
      const message = byId.get(id);
      if (message?.state !== 'failed') return;
      if (message.file && shelf) await transmitFile(shelf, id, message.file, message.sentAtMs);
      else await transmit(id, message);
    },
    markRead() {
      unread.value = 0;
    },
    close() {
      open.client.off(RoomEvent.Timeline, onTimeline);
      shelf?.close();
    },
  };
}

function isKnown(known: ChatMessage | undefined, message: ChatMessage): boolean {
  return known !== undefined && known.state === message.state && known.text === message.text;
}

interface Reading {
  readonly open: OpenClient;
  readonly serverName: string;
  readonly shelf: FileShelf | undefined;
}

async function readMessage(
  { open, serverName, shelf }: Reading,
  event: MatrixEvent,
  id: string,
): Promise<ChatMessage | undefined> {
  const own = event.getSender() === open.userId;
  const withheld: ChatMessage = { id, own, text: '', sentAtMs: event.getTs(), state: 'withheld' };
  if (event.isDecryptionFailure()) return withheld;
  if (event.getType() !== EventType.RoomMessage) return undefined;
  const content = v.safeParse(TextSchema, event.getContent());
  const isFile = shelf !== undefined && meansFile(event.getContent());
  if (!content.success && !isFile) return undefined;
  if (!(await isCleanEvent(open.crypto, event))) return withheld;
  if (content.success) {
    const later = content.output[laterKey] === true ? ({ later: true } as const) : {};
    return { ...withheld, text: content.output.body, ...later, state: 'sent' };
  }
  const file = readFileContent(event.getContent(), serverName);
  // Among them a file in clear, which the server could have exchanged.
  if (!file || !shelf) return withheld;
  return { ...withheld, text: file.caption, state: 'sent', file: shelf.offered(file) };
}
