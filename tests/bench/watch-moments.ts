/** Notes when something became visible in a page, on the clock all pages of one browser share. */

import type { Page } from 'playwright-core';

declare global {
  interface Window {
    /** Set by `watchMoments`: Unix milliseconds with fractions, by name. */
    moments?: Record<string, number>;
  }
}

/**
 * Before the page is opened. Moments: `click:<test id>` when that button is pressed, `shown:<test id>` when it is
 * first there, `frame` at the first remote frame painted after the conversation was opened.
 */
export async function watchMoments(page: Page): Promise<void> {
  await page.addInitScript(() => {
    const moments: Record<string, number> = {};
    window.moments = moments;
    const now = () => performance.timeOrigin + performance.now();
    addEventListener(
      'click',
      ({ target }) => {
        const id = target instanceof Element && target.closest('[data-testid]')?.getAttribute('data-testid');
        if (id) moments[`click:${id}`] = now();
      },
      { capture: true },
    );
    const watched = new WeakSet<HTMLVideoElement>();
    new MutationObserver(() => {
      for (const id of ['waiting', 'conversation'])
        if (!(`shown:${id}` in moments) && document.querySelector(`[data-testid="${id}"]`))
          moments[`shown:${id}`] = now();
      const video = document.querySelector('[data-testid="remote-video"]');
      if (video instanceof HTMLVideoElement && !watched.has(video)) {
        watched.add(video);
        video.requestVideoFrameCallback(() => {
          moments['frame'] ??= now();
        });
      }
    }).observe(document, { childList: true, subtree: true });
  });
}

/** Waits until a moment has come. @returns Unix milliseconds */
export async function moment(page: Page, name: string): Promise<number> {
  const handle = await page.waitForFunction((wanted) => window.moments?.[wanted], name, { timeout: 30_000 });
  return Number(await handle.jsonValue());
}

/** A `performance.mark` of the page, on the same clock. */
export async function markedAt(page: Page, name: string): Promise<number> {
  const handle = await page.waitForFunction(
    (wanted) => {
      const [entry] = performance.getEntriesByName(wanted, 'mark');
      return entry && performance.timeOrigin + entry.startTime;
    },
    name,
    { timeout: 30_000 },
  );
  return Number(await handle.jsonValue());
}
