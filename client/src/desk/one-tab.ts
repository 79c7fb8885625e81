/** One desk at a time in a browser. Another tab waits for it, or asks for it. */

import { holdTabLock, waitForTabLock } from '../storage/tab-lock.ts';

export interface OneTab {
  /**
   * Resolves when this tab is the one.
   * @param onTaken another tab has it; it is waited for
   */
  hold(onTaken: () => void): Promise<void>;
  /** Asks the tab that has it to let go. */
  ask(): void;
}

export interface OneTabOptions {
  /** Another tab asks. Resolves with true when nothing of the desk is in use here any more. */
  giveWay(): Promise<boolean>;
  /** It has been given away. */
  onGiven(): void;
}

export function oneTab(name: string, { giveWay, onGiven }: OneTabOptions): OneTab {
  let release: (() => void) | undefined;
  let giving = false;
  const give = async () => {
    if (!release || giving) return;
    giving = true;
    try {
      if (!(await giveWay())) return;
      release();
      release = undefined;
      onGiven();
    } finally {
      giving = false;
    }
  };
  const tabs = 'BroadcastChannel' in globalThis ? new BroadcastChannel(name) : undefined;
  tabs?.addEventListener('message', () => void give().catch(() => undefined));
  return {
    async hold(onTaken) {
      release = await holdTabLock(name);
      if (release) return;
      onTaken();
      release = await waitForTabLock(name);
    },
    // Which tab it is that asks does not matter, nor what it says.
    ask: () => tabs?.postMessage('here'),
  };
}
