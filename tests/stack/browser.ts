/** The system's Chromium with a fake camera and a fake microphone, for every test that needs a real browser. */

import { existsSync } from 'node:fs';
import { type Browser, type BrowserContext, chromium, devices, type Page } from 'playwright-core';
import { watchHygiene } from './page-hygiene.ts';

/** What a Chromium of a test is started with. */
export const chromiumFlags: readonly string[] = [
  '--headless',
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  '--use-fake-ui-for-media-stream',
  '--use-fake-device-for-media-stream',
];

const phone = {
  isMobile: true,
  hasTouch: true,
  deviceScaleFactor: 3,
  userAgent: devices['Pixel 7'].userAgent,
};

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/**
 * Starts Chromium. Close it when done; it also ends when this process does.
 * @throws Error that says what to install when there is none
 */
export async function launchBrowser(extraFlags: readonly string[] = []): Promise<Browser> {
  const executablePath = findChromium();
  return chromium.launch({ executablePath, headless: true, args: [...chromiumFlags, ...extraFlags] });
}

/** A person at a computer of their own: a context that shares nothing with any other, and its first page. */
export interface Person {
  readonly context: BrowserContext;
  readonly page: Page;
  close(): Promise<void>;
}

export interface PersonOptions {
  /** Pages are opened relative to this. */
  readonly baseURL?: string;
  readonly locale?: string;
  readonly viewport?: { readonly width: number; readonly height: number };
  /** A phone with a touch screen, three dots to a pixel, and the name of a browser on Android; 390 x 844 unless told. */
  readonly onPhone?: boolean;
  /** Camera and microphone are granted unless this is false. */
  readonly grantsMedia?: boolean;
}

/** Opens a context for one person. */
export async function newPerson(browser: Browser, options: PersonOptions = {}): Promise<Person> {
  const { grantsMedia = true, baseURL, locale, onPhone = false } = options;
  const viewport = options.viewport ?? (onPhone ? { width: 390, height: 844 } : undefined);
  const context = await browser.newContext({
    ...(onPhone ? phone : {}),
    ...(baseURL === undefined ? {} : { baseURL }),
    ...(locale === undefined ? {} : { locale }),
    ...(viewport === undefined ? {} : { viewport }),
    permissions: grantsMedia ? ['camera', 'microphone'] : [],
  });
  watchHygiene(context);
  return { context, page: await context.newPage(), close: () => context.close() };
}

/** @throws Error that says what to install when there is none */
export function findChromium(): string {
  const wanted = process.env['CHROMIUM'];
  const found = (wanted ? [wanted] : usualPlaces).find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    wanted
      ? `CHROMIUM names ${wanted}, and there is no such file. Point it to a Chromium or Chrome.`
      : 'The browser tests need Chromium. Install it (Debian, Ubuntu: apt install chromium) or set CHROMIUM to its path.',
  );
}
