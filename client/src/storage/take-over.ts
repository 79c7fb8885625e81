/**
 * A visit that is open in one window goes on in another when a person wants it there. The window that has it is asked,
 * lets go by itself and says so; nothing is taken from one that cannot answer, for two clients on one key store would
 * ruin it.
 */

import * as v from 'valibot';
import { otherWindows } from './other-windows.ts';

const channelName = 'sprechzimmer-take-over';
/** Not the same words as a lock's name alone: both windows hear everything said here. */
const WantedSchema = v.object({ wanted: v.string() });

/**
 * In the window that holds it.
 * @param name of the tab lock
 * @param letGo another window wants it, once
 * @returns stops listening
 */
export function onWantedElsewhere(name: string, letGo: () => void): () => void {
  const windows = otherWindows(channelName, WantedSchema, ({ wanted }) => {
    if (wanted !== name) return;
    windows.close();
    letGo();
  });
  return () => windows.close();
}

/** In the window where it shall go on. Whether it was let go shows in the lock. */
export function askForIt(name: string): void {
  const windows = otherWindows(channelName, WantedSchema);
  windows.tell({ wanted: name });
  windows.close();
}
