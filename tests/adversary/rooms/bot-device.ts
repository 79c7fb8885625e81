/**
 * A device of the bot's with a real Olm machine. Synapse answers no `/sync` of a user who belongs to an appservice, so what
 * would come with it is read from the database.
 */

import { setTimeout as pause } from 'node:timers/promises';
import type { UserId } from '@sprechzimmer/protocol';
import { createClient } from 'matrix-js-sdk';
import { frugalFetch } from '../../../client/src/crypto/frugal-fetch.ts';
import { silenceSdk, silentLogger } from '../../../client/src/crypto/silent-logger.ts';
import { textOf } from '../stack/json.ts';
import type { Operator, OperatorAccount } from '../stack/operator.ts';
import type { Scene } from '../stack/scene.ts';
import { botOf } from './forced.ts';
import { sentInto } from './shown.ts';
import { decrypted } from './stolen-keys.ts';

export interface BotDevice {
  readonly userId: UserId;
  /** Its keys are published: whoever wants to can encrypt for it. */
  isReady(): boolean;
  /** What this person has written in the room, as far as this device can decrypt it. */
  textsOf(roomId: string, sender: UserId): Promise<readonly unknown[]>;
  stop(): void;
}

export async function openBotDevice(scene: Scene): Promise<BotDevice> {
  silenceSdk();
  const { operator } = scene;
  const account = operator.giveDevice(botOf(scene));
  const { userId, deviceId, token } = account;
  const client = createClient({
    baseUrl: operator.homeserverUrl,
    userId,
    deviceId,
    accessToken: token,
    logger: silentLogger,
    disableVoip: true,
    fetchFn: frugalFetch({ syncFilter: {}, keyBackup: false, fetch: readingInbox(operator, account) }),
  });
  await client.initRustCrypto({ useIndexedDB: false });
  await client.startClient();
  return {
    userId,
    isReady: () => oneTimeKeysOf(operator, account) > 0,
    textsOf: (roomId, sender) =>
      Promise.all(
        sentInto(scene, roomId, sender).map((content) => decrypted(client, { roomId, sender, content })),
      ),
    stop: () => client.stopClient(),
  };
}

/** `fetch`, but for `/sync`: that is answered with what the homeserver keeps for this device. */
function readingInbox(operator: Operator, { userId, deviceId }: OperatorAccount): typeof fetch {
  let read = 0;
  return async (input, init) => {
    const { pathname } = new URL(input instanceof Request ? input.url : input);
    if (!pathname.endsWith('/v3/sync')) return fetch(input, init);
    if (read > 0) await pause(200, undefined, init?.signal ? { signal: init.signal } : {});
    const rows = operator.rows(
      'SELECT stream_id, message_json FROM device_inbox WHERE user_id = ? AND device_id = ? AND stream_id > ? ORDER BY stream_id',
      userId,
      deviceId,
      read,
    );
    read = Math.max(read, 1, ...rows.map(({ stream_id: id }) => Number(id)));
    const count = oneTimeKeysOf(operator, { userId, deviceId });
    return Response.json({
      next_batch: String(read),
      to_device: { events: rows.map(({ message_json: json }): unknown => JSON.parse(textOf(json))) },
      device_one_time_keys_count: { signed_curve25519: count },
      device_unused_fallback_key_types: ['signed_curve25519'],
    });
  };
}

function oneTimeKeysOf(
  operator: Operator,
  { userId, deviceId }: Pick<OperatorAccount, 'userId' | 'deviceId'>,
): number {
  const [row] = operator.rows(
    'SELECT count(*) AS count FROM e2e_one_time_keys_json WHERE user_id = ? AND device_id = ?',
    userId,
    deviceId,
  );
  return Number(row?.['count']);
}
