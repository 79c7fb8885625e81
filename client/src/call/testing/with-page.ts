/** A fresh page of the lab for every test of a file. Only for tests: it registers their hooks. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll, beforeEach, expect } from 'vitest';
import {
  launchBrowser,
  newPerson,
  type Person,
  type PersonOptions,
} from '../../../../tests/stack/browser.ts';
import { type Lab, openLab } from './lab.ts';
// Only for the type of `window.callLab`; the page itself is bundled and served by the lab.
import type {} from './page.ts';

export interface WithPage extends PersonOptions {
  /** More flags for Chromium. */
  readonly flags?: readonly string[];
  /** Script of the page, when it is not the call's. */
  readonly script?: URL;
}

/** @returns the page of the test that is running */
export function withPage(options: WithPage = {}): () => Page {
  const { flags = [], script, ...person } = options;
  let browser: Browser | undefined;
  let lab: Lab | undefined;
  let somebody: Person | undefined;
  let errors: string[] = [];

  beforeAll(async () => {
    [browser, lab] = await Promise.all([launchBrowser(flags), openLab(script)]);
  });
  afterAll(async () => {
    await browser?.close();
    await lab?.close();
  });
  beforeEach(async () => {
    if (!browser || !lab) throw new Error('there is no browser');
    somebody = await newPerson(browser, person);
    errors = [];
    somebody.page.on('pageerror', ({ message }) => errors.push(message));
    await somebody.page.goto(lab.url);
  });
  afterEach(async () => {
    await somebody?.close();
    expect(errors, 'nothing went wrong unnoticed on the page').toEqual([]);
  });

  return () => {
    if (!somebody) throw new Error('there is no page outside a test');
    return somebody.page;
  };
}
