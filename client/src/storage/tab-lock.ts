/** One tab at a time: two clients on one key store would ruin it. */

/** Longer than a reload needs to let go. */
const usualPatienceMs = 2_500;

/** @returns lets go of it; undefined when another tab of this browser holds it for longer than this */
export async function holdTabLock(
  name: string,
  patienceMs = usualPatienceMs,
): Promise<(() => void) | undefined> {
  // Without Web Locks (very old browsers) the second tab cannot be noticed, and is not a reason to turn people away.
  if (!navigator.locks) return () => undefined;
  return new Promise((resolve) => {
    navigator.locks
      .request(
        name,
        { signal: AbortSignal.timeout(patienceMs) },
        () => new Promise<void>((release) => resolve(() => release())),
      )
      .catch(() => resolve(undefined));
  });
}

/** The same, however long another tab holds it. */
export async function waitForTabLock(name: string): Promise<() => void> {
  if (!navigator.locks) return () => undefined;
  return new Promise((resolve, reject) => {
    navigator.locks
      .request(name, () => new Promise<void>((release) => resolve(() => release())))
      .catch(reject);
  });
}

/** Names that some tab of this browser holds or waits for, this one included. Undefined where it cannot be told. */
export async function heldTabLocks(): Promise<ReadonlySet<string> | undefined> {
  const all = await navigator.locks?.query().catch(() => undefined);
  return all && new Set([...(all.held ?? []), ...(all.pending ?? [])].flatMap(({ name }) => name ?? []));
}
