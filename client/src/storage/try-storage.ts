/** Whether this browser keeps anything, tried out with a small thing of no meaning. */

import { deleteDatabases, draftDatabasePrefix } from './databases.ts';
import { openSealedStore } from './sealed-store.ts';
import { type StorageTrouble, storageTroubleOf } from './storage-fault.ts';

/** Goes with the drafts, should the page be closed half-way. */
const name = `${draftDatabasePrefix}try`;
const deletePatienceMs = 1_000;

/**
 * Undefined when all is well.
 * @param bytes how much there has to be room for, at least
 */
export async function tryStorage(bytes = 0): Promise<StorageTrouble | undefined> {
  try {
    const store = await openSealedStore(name);
    try {
      await store.put('try', 'x'.repeat(bytes));
    } finally {
      store.close();
    }
    return undefined;
  } catch (error) {
    return storageTroubleOf(error) ?? 'refused';
  } finally {
    await deleteDatabases([name], deletePatienceMs).catch(() => undefined);
  }
}
