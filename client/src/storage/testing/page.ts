/** What the browser test of the storage finds on its page. */

import { deriveLinkKeys, randomBytes, UserIdSchema, VisitIdSchema } from '@sprechzimmer/protocol';
import * as v from 'valibot';
import { beginRecord, makeVisitSecrets } from '../../guest/new-record.ts';
import { cryptoDatabases } from '../databases.ts';
import { openDeskKeeper } from '../desk-record.ts';
import { openSealedStore } from '../sealed-store.ts';
import { holdTabLock } from '../tab-lock.ts';
import {
  findLastVisit,
  findVisit,
  keepVisit,
  prepareVisit,
  sweepOrphans,
  type VisitRecord,
} from '../visit-record.ts';

/** The record of a visit that has just begun. */
async function newRecord(name: string) {
  const link = { secret: randomBytes(32), clinicianMasterKey: randomBytes(32) };
  return beginRecord(makeVisitSecrets(), link, await deriveLinkKeys(link), name);
}

/** What the server has said about a visit. */
function visitUntil(notAfter: number): NonNullable<VisitRecord['visit']> {
  const clinician = { userId: v.parse(UserIdSchema, '@dr:practice.test'), name: 'Dr. M' };
  return { visitId: v.parse(VisitIdSchema, 'v'.repeat(22)), clinician, kind: 'video', notAfter };
}

/** Everything this origin has in IndexedDB, as a thief of the profile folder would read it. */
async function everythingStored(): Promise<string> {
  const parts: string[] = [];
  for (const { name = '' } of await indexedDB.databases()) {
    const database = await promised(indexedDB.open(name));
    for (const store of database.objectStoreNames) {
      const all = database.transaction(store).objectStore(store);
      parts.push(name, JSON.stringify(await promised(all.getAllKeys())));
      for (const value of await promised(all.getAll())) parts.push(readable(value));
    }
    database.close();
  }
  return parts.join('\n');
}

function readable(value: unknown): string {
  if (value instanceof CryptoKey) return `a key, extractable: ${value.extractable}`;
  if (value instanceof ArrayBuffer) return new TextDecoder('latin1').decode(value);
  if (ArrayBuffer.isView(value)) return new TextDecoder('latin1').decode(value);
  if (typeof value === 'object' && value !== null) return Object.values(value).map(readable).join('\n');
  return String(value);
}

function promised<T>(request: IDBRequest<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error);
  });
}

const storageLab = {
  cryptoDatabases,
  everythingStored,
  findLastVisit,
  findVisit,
  holdTabLock,
  keepVisit,
  newRecord,
  openDeskKeeper,
  openSealedStore,
  prepareVisit,
  promised,
  sweepOrphans,
  visitUntil,
  names: async () => (await indexedDB.databases()).map(({ name }) => name ?? '').sort(),
};

declare global {
  interface Window {
    storageLab: typeof storageLab;
  }
}
window.storageLab = storageLab;
