/** A Matrix client of ours: no calls of its own, no presence, no push, keys sealed, and quiet. */

import { initAsync, StoreHandle } from '@matrix-org/matrix-sdk-crypto-wasm';
import { type DeviceId, randomBytes, toHex, type UserId } from '@sprechzimmer/protocol';
import { ClientEvent, Filter, MatrixClient, MemoryStore, SyncState } from 'matrix-js-sdk';
import {
  AllDevicesIsolationMode,
  type CryptoApi,
  type CryptoCallbacks,
} from 'matrix-js-sdk/lib/crypto-api/index.js';
import 'matrix-js-sdk/lib/rust-crypto/index.js'; // otherwise loaded only once the button has been pressed
import { onLineDoubt, thisPage } from '../call/line-doubt.ts';
import { type CryptoInside, insideOf } from './crypto-inside.ts';
import { frugalFetch } from './frugal-fetch.ts';
import { keepStore } from './full-store.ts';
import type { Keeping } from './kept-machine.ts';
import { silenceSdk, silentLogger } from './silent-logger.ts';

export interface Credentials {
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  readonly accessToken: string;
}

export interface ClientOptions {
  /** Origin of the homeserver's client API, without a closing slash. */
  readonly baseUrl: string;
  readonly credentials: Credentials;
  /** `memory`: gone with the page. */
  readonly keys: KeyPlace | 'memory';
  readonly role: 'guest' | 'clinician';
  readonly callbacks?: CryptoCallbacks;
  /** Tests speak to a homeserver on paper. */
  readonly fetch?: typeof fetch;
}

/** A client with its crypto up, not yet syncing. */
export interface OpenClient extends CryptoInside {
  readonly client: MatrixClient;
  readonly crypto: CryptoApi;
  readonly userId: UserId;
  readonly deviceId: DeviceId;
  /** Whether this device has room for keys; undefined where they are in memory alone. */
  readonly keeping: Keeping | undefined;
  /** Begins to sync. Resolves after the first sync has been processed. */
  start(): Promise<void>;
  /** Stops everything and lets go of the key store. Safe to repeat. */
  stop(): void;
}

/** Where keys live: IndexedDB databases under this prefix, encrypted with this 32-byte key. */
export interface KeyPlace {
  readonly prefix: string;
  readonly key: Uint8Array;
}

/** Loads the crypto and makes an empty key store ahead of the button: both take longer than asking the server. */
export async function preloadCrypto(place?: KeyPlace): Promise<void> {
  await initAsync();
  if (place) (await StoreHandle.openWithKey(place.prefix, place.key)).free();
}

export async function openClient(options: ClientOptions): Promise<OpenClient> {
  silenceSdk();
  const filter = syncFilter(options.role, toHex(randomBytes(8)));
  const { baseUrl, credentials, role } = options;
  const client = new MatrixClient({
    baseUrl,
    ...credentials,
    store: new MemoryStore(),
    // MSC3401 calls are ours alone; the SDK's own handler would also answer invites that came in clear.
    disableVoip: true,
    fallbackICEServerAllowed: false,
    useAuthorizationHeader: true,
    fetchFn: frugalFetch({
      syncFilter: filter,
      keyBackup: role === 'clinician',
      fetch: options.fetch ?? ((input, init) => fetch(input, init)),
    }),
    logger: silentLogger,
    ...(options.callbacks ? { cryptoCallbacks: options.callbacks } : {}),
  });
  await client.initRustCrypto(
    options.keys === 'memory'
      ? { useIndexedDB: false }
      : { useIndexedDB: true, cryptoDatabasePrefix: options.keys.prefix, storageKey: options.keys.key },
  );
  const crypto = client.getCrypto();
  if (!crypto) throw new Error('the crypto of this page did not start');
  // Room keys go to verified identities only. `OnlySignedDevicesIsolationMode` would give them to every owner-signed
  // device of every member, a stranger's included.
  crypto.setDeviceIsolationMode(new AllDevicesIsolationMode(true));
  crypto.globalBlacklistUnverifiedDevices = true;
  const inside = insideOf(client);
  const keeping =
    options.keys === 'memory' ? undefined : keepStore(client, inside.machine, credentials, options.keys);
  // After a failure the SDK waits for seconds before it syncs again; somebody may be waiting to be reconnected.
  const stopDoubts = onLineDoubt(thisPage, () => client.retryImmediately());
  return {
    client,
    crypto,
    ...inside,
    userId: credentials.userId,
    deviceId: credentials.deviceId,
    keeping,
    start: () => start(client, inside, filter),
    stop: () => {
      stopDoubts();
      keeping?.stop();
      client.stopClient();
    },
  };
}

async function start(client: MatrixClient, inside: CryptoInside, filter: object): Promise<void> {
  const prepared = new Promise<void>((resolve) => {
    const onSync = (state: SyncState) => {
      if (state !== SyncState.Prepared) return;
      client.off(ClientEvent.Sync, onSync);
      resolve();
    };
    client.on(ClientEvent.Sync, onSync);
  });
  // Sync begins without a token each time, so the server does not tell which devices changed while we were away.
  await inside.machine.markAllTrackedUsersAsDirty();
  await client.startClient({
    filter: Filter.fromJson(client.getUserId(), 'inline', filter),
    initialSyncLimit: 50,
    // The roster must be exact, so members are never left out.
    lazyLoadMembers: false,
    disablePresence: true,
    includeArchivedRooms: false,
    threadSupport: false,
  });
  await prepared;
}

/**
 * What to tell us. Different for each page: Synapse keeps the answer to a first sync for two minutes and gives it again
 * to whoever asks with the same filter, so that a reload would begin with what the world was like before.
 */
function syncFilter(role: ClientOptions['role'], page: string): object {
  const secrets = ['m.secret_storage.*', 'm.cross_signing.*', 'm.megolm_backup.v1', 'de.sprechzimmer.*'];
  return {
    presence: { types: [], not_senders: [`@${page}:page.invalid`] },
    account_data: role === 'guest' ? { types: [] } : { types: secrets },
    room: { account_data: { types: [] }, ephemeral: { types: [] }, timeline: { limit: 50 } },
  };
}
