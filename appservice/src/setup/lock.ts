/**
 * A lock between processes that cannot be left behind: the operating system lets go of it when its holder dies,
 * however it dies. It is SQLite’s own lock on an empty database file.
 */

import { closeSync, openSync } from 'node:fs';
import { DatabaseSync } from 'node:sqlite';
import { setTimeout as pause } from 'node:timers/promises';

export interface Lock {
  /** Safe to repeat. */
  release(): void;
}

/** @returns undefined when another process (or another caller in this one) holds it */
export function tryLock(file: string): Lock | undefined {
  closeSync(openSync(file, 'a', 0o600));
  const database = new DatabaseSync(file);
  try {
    database.exec('PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = MEMORY; BEGIN EXCLUSIVE');
    return { release: () => database.isOpen && database.close() };
  } catch (error) {
    database.close();
    if (error instanceof Error && 'errcode' in error && error.errcode === sqliteBusy) return undefined;
    throw error;
  }
}

/** Waits its turn. `onWait` is called once, when there is something to wait for. */
export async function lock(file: string, onWait: () => void): Promise<Lock> {
  const first = tryLock(file);
  if (first !== undefined) return first;
  onWait();
  for (;;) {
    await pause(retryMs);
    const held = tryLock(file);
    if (held !== undefined) return held;
  }
}

const sqliteBusy = 5;
const retryMs = 200;
