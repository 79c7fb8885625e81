/**
 * A Chromium of one person's own, whose tabs go to the back and whose pages sleep as they do with people. Playwright
 * holds each page of the browsers it starts visible and focused; of one it only joins it leaves them as they are.
 */

import { chromium } from 'playwright-core';
import puppeteer from 'puppeteer-core';
import { chromiumFlags, findChromium, type Person } from './browser.ts';
import { watchHygiene } from './page-hygiene.ts';

export interface OwnChromium extends Person {
  /** Another tab comes in front. */
  hide(): Promise<void>;
  /** The first page is in front again. */
  show(): Promise<void>;
  /** The browser lets no script and no timer of the first page run, as with tabs nobody looks at. */
  freeze(): Promise<void>;
  thaw(): Promise<void>;
  /** All of the browser stands still, its network and its timers, as when a phone sleeps. */
  stop(): void;
  wake(): void;
}

/** Close it when done; it also ends when this process does. Camera and microphone are granted. */
export async function launchOwnChromium(): Promise<OwnChromium> {
  const started = await puppeteer.launch({
    executablePath: findChromium(),
    args: [...chromiumFlags],
    defaultViewport: null,
  });
  const joined = await chromium.connectOverCDP(started.wsEndpoint(), { noDefaults: true });
  const [context] = joined.contexts();
  const group = started.process()?.pid;
  if (!context || group === undefined) throw new Error('Chromium has started without a window');
  watchHygiene(context);
  await context.grantPermissions(['camera', 'microphone']);
  const page = context.pages()[0] ?? (await context.newPage());
  const other = await context.newPage();
  const inside = await context.newCDPSession(page);
  const signal = (name: 'SIGSTOP' | 'SIGCONT') => process.kill(-group, name);
  await page.bringToFront();
  return {
    context,
    page,
    hide: () => other.bringToFront(),
    show: () => page.bringToFront(),
    freeze: () => inside.send('Page.setWebLifecycleState', { state: 'frozen' }).then(() => undefined),
    thaw: () => inside.send('Page.setWebLifecycleState', { state: 'active' }).then(() => undefined),
    stop: () => signal('SIGSTOP'),
    wake: () => signal('SIGCONT'),
    close: async () => {
      signal('SIGCONT');
      await joined.close();
      await started.close();
    },
  };
}
