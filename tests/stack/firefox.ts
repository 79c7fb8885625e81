/** The system's Firefox with an invented camera and microphone, driven over WebDriver BiDi. */

import { existsSync } from 'node:fs';
import puppeteer, { type Browser, type Page } from 'puppeteer-core';

const usualPlaces = ['/usr/bin/firefox-esr', '/usr/bin/firefox'];

const settings = {
  'media.navigator.streams.fake': true,
  'media.navigator.permission.disabled': true,
  /** Both browsers of a test run on one machine, which may have no other network. */
  'media.peerconnection.ice.loopback': true,
  'media.autoplay.default': 0,
  'intl.locale.requested': 'en-US',
};

/**
 * Starts Firefox with a profile that is gone afterwards.
 * @throws Error that says what to install when there is none
 */
export function launchFirefox(): Promise<Browser> {
  return puppeteer.launch({
    browser: 'firefox',
    executablePath: findFirefox(),
    headless: true,
    extraPrefsFirefox: settings,
    defaultViewport: { width: 1280, height: 800 },
  });
}

/** A person at a Firefox of their own. Parts of the screen are named by their `data-testid`. */
export class FirefoxPerson {
  readonly page: Page;

  private constructor(page: Page) {
    this.page = page;
  }

  /** Opens a window that shares nothing with any other. `inside` runs before any script of the pages it shows. */
  static async arrive(browser: Browser, inside: () => void): Promise<FirefoxPerson> {
    const context = await browser.createBrowserContext();
    const page = await context.newPage();
    await page.evaluateOnNewDocument(inside);
    return new FirefoxPerson(page);
  }

  async see(testId: string): Promise<void> {
    await this.page.waitForSelector(place(testId), { visible: true, timeout: 30_000 });
  }

  async press(testId: string): Promise<void> {
    await this.page.locator(place(testId)).setTimeout(30_000).click();
  }

  async fill(testId: string, text: string): Promise<void> {
    await this.page.locator(place(testId)).setTimeout(30_000).fill(text);
  }

  /** What stands there, or in the field. */
  async read(testId: string): Promise<string> {
    await this.see(testId);
    const text = await this.page.$eval(place(testId), (element) =>
      element instanceof HTMLInputElement || element instanceof HTMLTextAreaElement
        ? element.value
        : element.textContent,
    );
    return (text ?? '').trim();
  }
}

function place(testId: string): string {
  return `[data-testid="${testId}"]`;
}

function findFirefox(): string {
  const wanted = process.env['FIREFOX'];
  const found = (wanted ? [wanted] : usualPlaces).find((path) => existsSync(path));
  if (found) return found;
  throw new Error(
    wanted
      ? `FIREFOX names ${wanted}, and there is no such file. Point it to a Firefox.`
      : 'This test needs Firefox. Install it (Debian: apt install firefox-esr) or set FIREFOX to its path.',
  );
}
