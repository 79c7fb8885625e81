/** Every process we started and that has not ended: so that none is forgotten when we have to leave. */

import type { ChildProcess } from 'node:child_process';

/** `command`: runs to its end by itself, like an installer. `part`: runs until it is asked to stop. */
export type LifeKind = 'command' | 'part';

const living = new Map<ChildProcess, LifeKind>();

/** Remembers it until it ends. */
export function remember(child: ChildProcess, kind: LifeKind): void {
  living.set(child, kind);
  const forget = () => living.delete(child);
  child.once('exit', forget);
  child.once('error', forget);
}

/** Breaks off what nobody waits for any more. Commands are safe to repeat. */
export function breakOffCommands(): void {
  for (const [child, kind] of living) if (kind === 'command') child.kill('SIGTERM');
}

/** Ends all of them now, without asking. Synchronous: for the last moment of this process. */
export function killAll(): void {
  for (const child of living.keys()) child.kill('SIGKILL');
}
