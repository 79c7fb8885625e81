/** Bytes that travel, as the network layer of the browser counts them: compressed, with headers. */

import type { Page } from 'playwright-core';

export interface WireCounter {
  /** Bytes so far. `script` counts scripts only. */
  read(): { readonly all: number; readonly script: number };
}

/** Before the page is opened. */
export async function countWire(page: Page): Promise<WireCounter> {
  const session = await page.context().newCDPSession(page);
  await session.send('Network.enable');
  const scripts = new Set<string>();
  const total = { all: 0, script: 0 };
  session.on('Network.responseReceived', ({ requestId, type }) => {
    if (type === 'Script') scripts.add(requestId);
  });
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    total.all += encodedDataLength;
    if (scripts.has(requestId)) total.script += encodedDataLength;
  });
  return { read: () => ({ ...total }) };
}
