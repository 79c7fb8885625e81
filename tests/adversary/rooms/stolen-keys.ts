/** Room keys that have got out once: taken from a device that could read, and tried on what was written later. */

import { randomUUID } from 'node:crypto';
import { createClient, type MatrixClient, MatrixEvent } from 'matrix-js-sdk';
import { expect } from 'vitest';
import { silentLogger } from '../../../client/src/crypto/silent-logger.ts';
import type { PlainClient } from '../../e2e/plain-client.ts';
import type { Json } from '../stack/json.ts';
import type { OperatorAccount } from '../stack/operator.ts';

/** As the database has it. */
export interface SentMessage {
  readonly roomId: string;
  readonly sender: string;
  readonly content: Json;
}

/** All of this device, once it has read this text. */
export async function keysOnceRead(
  { client, crypto }: PlainClient,
  roomId: string,
  text: string,
): Promise<string> {
  const texts = () =>
    (client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? []).map((event) => event.getContent()['body']);
  await expect.poll(texts, { timeout: 30_000 }).toContain(text);
  return crypto.exportRoomKeysAsJson();
}

/** What a message says to somebody who has these keys and nothing else. They ask no server. */
export async function readWith(
  keys: string,
  { userId, deviceId, token }: OperatorAccount,
  message: SentMessage,
): Promise<unknown> {
  const client = createClient({
    baseUrl: 'https://nowhere.invalid',
    userId,
    deviceId,
    accessToken: token,
    logger: silentLogger,
    disableVoip: true,
    fetchFn: async () => new Response('{}', { status: 404 }),
  });
  await client.initRustCrypto({ useIndexedDB: false });
  await client.getCrypto()?.importRoomKeysAsJson(keys);
  try {
    return await decrypted(client, message);
  } finally {
    client.stopClient();
  }
}

/** What a message says to this client; undefined when it has no key for it. */
export async function decrypted(
  client: MatrixClient,
  { roomId, sender, content }: SentMessage,
): Promise<unknown> {
  const event = new MatrixEvent({
    type: 'm.room.encrypted',
    event_id: `$${randomUUID()}`,
    room_id: roomId,
    sender,
    origin_server_ts: Date.now(),
    content,
  });
  await client.decryptEventIfNeeded(event);
  return event.isDecryptionFailure() ? undefined : event.getContent()['body'];
}
