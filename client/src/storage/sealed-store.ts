/**
 * A small IndexedDB database whose values are encrypted under a key that cannot be read out of the browser.
 * A copied profile folder alone does not open it on another machine's WebCrypto as plain text; a person who holds
 * the unlocked browser can. `docs/reference/data-model.md`, *In the browser*.
 */

import { type Bytes, fromUtf8, randomBytes, utf8 } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { inTurn } from './in-turn.ts';
import { StorageFault } from './storage-fault.ts';

export interface SealedStore {
  /** Undefined when there is nothing under this name, or nothing that can be opened. */
  get(name: string): Promise<unknown>;
  /**
   * `value` must survive JSON, and counts as it is at the call. Survives a crash of the browser once it has resolved.
   * Changes keep the order of their calls, however long each encryption takes; one that fails stops no later one.
   */
  put(name: string, value: unknown): Promise<void>;
  delete(name: string): Promise<void>;
  /** Let go of the database, so that it can be deleted. */
  close(): void;
}

const SealedSchema = v.object({ iv: v.instance(Uint8Array), data: v.instance(ArrayBuffer) });

/** @throws StorageFault when the browser refuses to store (private mode with storage off, a full disk) */
export async function openSealedStore(databaseName: string): Promise<SealedStore> {
  const database = await openDatabase(databaseName);
  const key = await wrappingKey(database);
  const turn = inTurn();
  return {
    async get(name) {
      const stored = v.safeParse(
        SealedSchema,
        await result(database.transaction('sealed').objectStore('sealed').get(name)),
      );
      if (!stored.success) return undefined;
      return open(key, name, stored.output.iv, stored.output.data);
    },
    async put(name, value) {
      const plain = utf8(JSON.stringify(value));
      await turn(async () => {
        const iv = randomBytes(12);
        const params = { name: 'AES-GCM', iv, additionalData: utf8(name) };
        const data = await crypto.subtle.encrypt(params, key, plain);
        await write(database, 'sealed', (store) => store.put({ iv, data }, name));
      });
    },
    delete: (name) => turn(() => write(database, 'sealed', (store) => store.delete(name))),
    close: () => database.close(),
  };
}

async function open(key: CryptoKey, name: string, iv: Uint8Array, data: ArrayBuffer): Promise<unknown> {
  try {
    const params = { name: 'AES-GCM', iv: new Uint8Array(iv) as Bytes, additionalData: utf8(name) };
    return JSON.parse(fromUtf8(new Uint8Array(await crypto.subtle.decrypt(params, key, data))));
  } catch {
    return undefined;
  }
}

/** Some browsers refuse with an event, and some at once. */
function opening(name: string): IDBOpenDBRequest {
  try {
    return indexedDB.open(name, 1);
  } catch (error) {
    throw new StorageFault(error);
  }
}

async function openDatabase(name: string): Promise<IDBDatabase> {
  const request = opening(name);
  request.onupgradeneeded = () => {
    request.result.createObjectStore('key');
    request.result.createObjectStore('sealed');
  };
  const database = await result(request);
  database.onversionchange = () => database.close();
  return database;
}

/** The first to come makes the key; two tabs at once end up with the same one. */
async function wrappingKey(database: IDBDatabase): Promise<CryptoKey> {
  const stored: unknown = await result(database.transaction('key').objectStore('key').get('wrapping'));
  if (stored instanceof CryptoKey) return stored;
  const made = await crypto.subtle.generateKey({ name: 'AES-GCM', length: 256 }, false, [
    'encrypt',
    'decrypt',
  ]);
  try {
    await write(database, 'key', (store) => store.add(made, 'wrapping'));
    return made;
  } catch (error) {
    const other: unknown = await result(database.transaction('key').objectStore('key').get('wrapping'));
    if (other instanceof CryptoKey) return other;
    throw error;
  }
}

function write(
  database: IDBDatabase,
  storeName: string,
  change: (store: IDBObjectStore) => unknown,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const transaction = database.transaction(storeName, 'readwrite');
    transaction.oncomplete = () => resolve();
    transaction.onabort = () => reject(new StorageFault(transaction.error));
    change(transaction.objectStore(storeName));
  });
}

function result<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(new StorageFault(request.error));
  });
}
