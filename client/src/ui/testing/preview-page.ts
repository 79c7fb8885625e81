/** Screens in a real browser, without a server: what every file of such tests begins with. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest';
import { launchBrowser, newPerson, type Person } from '../../../../tests/stack/browser.ts';
// Only for the type of `window.previewCalls`.
import type {} from '../../../preview/calls.ts';
import { openPreview, type Preview } from '../../../preview/serve.ts';
import type { Language } from '../../i18n/language.ts';

export interface PreviewBrowser {
  readonly browser: Browser;
  readonly url: string;
}

export interface PreviewPages extends PreviewBrowser {
  /** Of this test. */
  readonly person: Person;
  readonly page: Page;
  /** From scratch; without waiting for anything on it. */
  show(scene: string, language?: Language): Promise<void>;
  press(testId: string): Promise<void>;
  /** What the screen has asked for, in order. */
  calls(): Promise<readonly string[]>;
}

/** One browser and one preview for a whole file. Call it at the top. */
export function previewBrowser(): PreviewBrowser {
  let preview: Preview | undefined;
  let browser: Browser | undefined;
  beforeAll(async () => {
    [preview, browser] = await Promise.all([openPreview(), launchBrowser()]);
  });
  afterAll(async () => {
    await browser?.close();
    await preview?.close();
  });
  return {
    get browser() {
      return begun(browser);
    },
    get url() {
      return begun(preview).url;
    },
  };
}

/** The same, and for each test a person of its own with a page of this size. */
export function previewPages(viewport: { readonly width: number; readonly height: number }): PreviewPages {
  const shared = previewBrowser();
  let person: Person | undefined;
  beforeEach(async () => {
    person = await newPerson(shared.browser, { viewport });
  });
  afterEach(() => person?.close());
  const page = () => begun(person).page;
  return {
    get browser() {
      return shared.browser;
    },
    get url() {
      return shared.url;
    },
    get person() {
      return begun(person);
    },
    get page() {
      return page();
    },
    async show(scene, language = 'en') {
      await page().goto(`${shared.url}#${scene}/${language}`);
    },
    press: (testId) => page().getByTestId(testId).click(),
    calls: () => page().evaluate(() => window.previewCalls),
  };
}

function begun<T>(value: T | undefined): T {
  if (value === undefined) throw new Error('this is there while a test runs');
  return value;
}
