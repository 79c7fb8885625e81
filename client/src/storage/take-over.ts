/**
 * A visit that is open in one window goes on in another when a person wants it there. The window that has it is asked,
 * lets go by itself and says so; nothing is taken from one that cannot answer, for two clients on one key store would
 * ruin it.
 */

/** Not the same words as a lock's name alone: both windows hear everything said here. */
interface Wanted {
  readonly wanted: string;
}

const channelName = 'sprechzimmer-take-over';

/**
 * In the window that holds it.
 * @param name of the tab lock
 * @param letGo another window wants it, once
 * @returns stops listening
 */
export function onWantedElsewhere(name: string, letGo: () => void): () => void {
  if (typeof BroadcastChannel === 'undefined') return () => undefined;
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (!isWanted(data) || data.wanted !== name) return;
    channel.close();
    letGo();
  };
  return () => channel.close();
}

/** In the window where it shall go on. Whether it was let go shows in the lock. */
export function askForIt(name: string): void {
  if (typeof BroadcastChannel === 'undefined') return;
  const channel = new BroadcastChannel(channelName);
  const wanted: Wanted = { wanted: name };
  channel.postMessage(wanted);
  channel.close();
}

function isWanted(data: unknown): data is Wanted {
  return typeof data === 'object' && data !== null && 'wanted' in data && typeof data.wanted === 'string';
}
