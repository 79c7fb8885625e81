/** Which IndexedDB databases this program has in this browser, and how they go. */

/** Sealed record of one visit of a guest: `sprechzimmer-visit-<invitation id>`. Also the name of its tab lock. */
export const visitDatabasePrefix = 'sprechzimmer-visit-';

/** What was typed for one link before the waiting room: `sprechzimmer-draft-<invitation id>`. */
export const draftDatabasePrefix = 'sprechzimmer-draft-';

/** Crypto store of one guest device: `sprechzimmer-guest-<random>::matrix-sdk-crypto`. */
export const guestCryptoPrefix = 'sprechzimmer-guest-';

/** Sealed record of the desk in this browser. */
export const deskDatabase = 'sprechzimmer-desk';

/** Crypto store of one clinician's device. */
export const deskCryptoPrefix = 'sprechzimmer-clinician-';

/** Names of our databases that begin with `prefix`; empty where the browser cannot tell. */
export async function databasesWith(prefix: string): Promise<readonly string[]> {
  const known = (await indexedDB.databases?.().catch(() => [])) ?? [];
  return known.flatMap(({ name }) => (name?.startsWith(prefix) ? [name] : []));
}

/** The databases the Rust crypto store makes for a prefix. */
export function cryptoDatabases(prefix: string): readonly string[] {
  return [`${prefix}::matrix-sdk-crypto`, `${prefix}::matrix-sdk-crypto-meta`];
}

/**
 * Deletes databases for good. Waits until connections that still close are gone.
 * @returns names that could not be deleted within `patienceMs`; empty when all are gone
 */
export async function deleteDatabases(
  names: readonly string[],
  patienceMs = 5_000,
): Promise<readonly string[]> {
  const outcomes = await Promise.all(
    names.map(async (name) => ((await remove(name, patienceMs)) ? [] : [name])),
  );
  return outcomes.flat();
}

function remove(name: string, patienceMs: number): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), patienceMs);
    const finish = (gone: boolean) => {
      clearTimeout(timer);
      resolve(gone);
    };
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => finish(true);
    request.onerror = () => finish(false);
  });
}
