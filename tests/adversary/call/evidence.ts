/** What a page has really done, seen from outside its code. */

import type { Page } from 'playwright-core';

/** How many peer connections the page has opened so far: a call that begins anew is one more. */
export function connectionsMade(page: Page): Promise<number> {
  return page.evaluate(() => window.watchedConnections?.length ?? 0);
}
