/** What a page has really done, seen from outside its code. */

import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** Set by `watchSignalling` in the page under test. */
    signallingTaken?: { descriptions: number; candidates: number };
  }
}

/** Call before the page is opened. */
export async function watchSignalling(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const taken = { descriptions: 0, candidates: 0 };
    window.signallingTaken = taken;
    const { prototype } = RTCPeerConnection;
    prototype.setRemoteDescription = new Proxy(prototype.setRemoteDescription, {
      apply(target, self, args) {
        taken.descriptions += 1;
        return Reflect.apply(target, self, args);
      },
    });
    prototype.addIceCandidate = new Proxy(prototype.addIceCandidate, {
      apply(target, self, args) {
        taken.candidates += 1;
        return Reflect.apply(target, self, args);
      },
    });
  });
}

/** How many peer connections the page has opened so far: a call that begins anew is one more. */
export function connectionsMade(page: Page): Promise<number> {
  return page.evaluate(() => window.watchedConnections?.length ?? 0);
}

/** What the page's connections have been given so far of what the other side said. */
export function signallingTaken(page: Page): Promise<{ descriptions: number; candidates: number }> {
  return page.evaluate(() => window.signallingTaken ?? { descriptions: 0, candidates: 0 });
}

/** Every connection of the page has found all the ways there are: no candidate follows by itself. */
export async function gatheringDone(page: Page): Promise<void> {
  await page.waitForFunction(() =>
    (window.watchedConnections ?? []).every(
      (pc) => pc.connectionState === 'closed' || pc.iceGatheringState === 'complete',
    ),
  );
}

/** How many tracks the page is sending right now: none is neither seen nor heard. */
export function tracksSent(page: Page): Promise<number> {
  return page.evaluate(
    () =>
      (window.watchedConnections ?? [])
        .filter((pc) => pc.connectionState === 'connected')
        .flatMap((pc) => pc.getSenders())
        .filter(({ track }) => track !== null && track.readyState === 'live').length,
  );
}
