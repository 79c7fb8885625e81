/** Every process we started and that has not ended: so that none is forgotten when we have to leave at once. */

import type { ChildProcess } from 'node:child_process';

const living = new Set<ChildProcess>();

/** Remembers it until it ends. */
export function remember(child: ChildProcess): void {
  living.add(child);
  const forget = () => living.delete(child);
  child.once('exit', forget);
  child.once('error', forget);
}

/** Ends all of them now, without asking. Synchronous: for the last moment of this process. */
export function killAll(): void {
  for (const child of living) child.kill('SIGKILL');
}
