/** The system's Firefox with an invented camera and microphone, driven over WebDriver BiDi. */

import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
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

/** The first start after an installation reads a quarter of a gigabyte. */
const startPatienceMs = 120_000;

/**
 * Starts Firefox with a profile and a home folder that are gone afterwards: it refuses to start for a user whose home
 * folder is somebody else's, as it is where tests are run by another user than the one who signed in.
 * @throws Error that says what to install when there is none
 */
export async function launchFirefox(): Promise<Browser> {
  const executablePath = findFirefox();
  const home = await mkdtemp(join(tmpdir(), 'sprechzimmer-firefox-'));
  const { XDG_RUNTIME_DIR, XAUTHORITY, ...inherited } = process.env;
  const forget = () => rm(home, { recursive: true, force: true, maxRetries: 5 });
  try {
    const browser = await puppeteer.launch({
      browser: 'firefox',
      executablePath,
      headless: true,
      extraPrefsFirefox: settings,
      defaultViewport: { width: 1280, height: 800 },
      timeout: startPatienceMs,
      env: { ...inherited, HOME: home },
    });
    browser.process()?.once('exit', () => void forget().catch(() => undefined));
    return browser;
  } catch (error) {
    await forget();
    throw error;
  }
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
