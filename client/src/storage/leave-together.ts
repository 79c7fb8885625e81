/**
 * Leaving in a hurry in one window of this browser is leaving in all of them: none may stand there with the visit on it,
 * and a picture that goes on in another window must not outlive the press.
 */

export interface EveryWindow {
  /** In every other window that has this visit. */
  tell(id: string): void;
}

interface Left {
  readonly left: string;
}

const channelName = 'sprechzimmer-left';

/** @param onLeft somebody has left this visit in a hurry in another window */
export function everyWindow(onLeft: (id: string) => void): EveryWindow {
  if (typeof BroadcastChannel === 'undefined') return { tell: () => undefined };
  // What is said on it comes to every other window, and not back here.
  const channel = new BroadcastChannel(channelName);
  channel.onmessage = ({ data }: MessageEvent<unknown>) => {
    if (isLeft(data)) onLeft(data.left);
  };
  return {
    tell: (id) => {
      const said: Left = { left: id };
      channel.postMessage(said);
    },
  };
}

function isLeft(data: unknown): data is Left {
  return typeof data === 'object' && data !== null && 'left' in data && typeof data.left === 'string';
}
