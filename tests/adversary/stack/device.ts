/**
 * A device in the attacker's hands, with a real Olm machine: an account of their own, or one that the database has given
 * them on somebody else's. It reads what it has keys for, which is the question of most attacks.
 */

import {
  createClient,
  EventType,
  type MatrixClient,
  type MatrixEvent,
  MatrixEventEvent,
} from 'matrix-js-sdk';
import { frugalFetch } from '../../../client/src/crypto/frugal-fetch.ts';
import { silenceSdk, silentLogger } from '../../../client/src/crypto/silent-logger.ts';
import type { OperatorAccount } from './operator.ts';

export interface OperatorDevice {
  readonly account: OperatorAccount;
  /** The SDK as it is: no rule of ours stands in its way. */
  readonly client: MatrixClient;
  /** Makes an identity for the account and signs this device with it. Replaces one that is there, if the server lets it. */
  signItself(): Promise<void>;
  /** Texts of a room that this device could decrypt, oldest first. */
  textsOf(roomId: string): readonly string[];
  /** Resolves once this device has got this event of a room, whether or not it could decrypt it. */
  hasReceived(roomId: string, eventId: string): Promise<void>;
  stop(): void;
}

/** Starts syncing with the homeserver itself, past proxy and web server. */
export async function openOperatorDevice(
  homeserverUrl: string,
  account: OperatorAccount,
): Promise<OperatorDevice> {
  silenceSdk();
  const { userId, deviceId, token } = account;
  const client = createClient({
    baseUrl: homeserverUrl,
    userId,
    deviceId,
    accessToken: token,
    logger: silentLogger,
    disableVoip: true,
    // On a guest's account the steward refuses what the SDK would ask for besides.
    fetchFn: frugalFetch({ syncFilter: { room: { timeline: { limit: 50 } } }, keyBackup: false, fetch }),
  });
  await client.initRustCrypto({ useIndexedDB: false });
  await client.startClient({ initialSyncLimit: 50 });
  const crypto = client.getCrypto();
  if (!crypto) throw new Error('the SDK has no crypto');

  const eventsOf = (roomId: string): readonly MatrixEvent[] =>
    client.getRoom(roomId)?.getLiveTimeline().getEvents() ?? [];
  return {
    account,
    client,
    signItself: () =>
      crypto.bootstrapCrossSigning({
        setupNewCrossSigning: true,
        authUploadDeviceSigningKeys: async (upload) => {
          await upload(null);
        },
      }),
    textsOf: (roomId) =>
      eventsOf(roomId).flatMap((event) => {
        const text: unknown = event.getContent()['body'];
        const isText = event.getType() === EventType.RoomMessage && !event.isDecryptionFailure();
        return isText && typeof text === 'string' ? [text] : [];
      }),
    async hasReceived(roomId, eventId) {
      const find = () => eventsOf(roomId).find((event) => event.getId() === eventId);
      const event = await poll(find, `event ${eventId} does not reach the attacker's device`);
      await client.decryptEventIfNeeded(event);
      if (event.isBeingDecrypted())
        await new Promise((resolve) => event.once(MatrixEventEvent.Decrypted, resolve));
    },
    stop: () => client.stopClient(),
  };
}

async function poll<T>(find: () => T | undefined, complaint: string): Promise<T> {
  const giveUpAt = performance.now() + 30_000;
  while (performance.now() < giveUpAt) {
    const found = find();
    if (found !== undefined) return found;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Error(complaint);
}
