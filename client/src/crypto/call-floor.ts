/**
 * Camera and microphone are there once, and several rooms of a desk have a call. Whoever opens theirs takes the floor,
 * and whoever had it is closed before anything is captured for the next.
 */

export interface CallFloor {
  take(call: Closable): void;
  /** Nobody has it any more: the call that had it is closed. */
  clear(): void;
}

interface Closable {
  /** Stops sending at once, whatever it goes on to wait for. */
  close(): Promise<void>;
}

export function callFloor(): CallFloor {
  let holder: Closable | undefined;
  const clear = () => {
    const before = holder;
    holder = undefined;
    void before?.close().catch(() => undefined);
  };
  return {
    take(call) {
      if (holder !== call) clear();
      holder = call;
    },
    clear,
  };
}
