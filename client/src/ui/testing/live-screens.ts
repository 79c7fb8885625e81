/** Screens of the preview with the browser's own camera and microphone, or with what a test makes of them. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, afterEach, beforeAll } from 'vitest';
import { launchBrowser, newPerson, type Person } from '../../../../tests/stack/browser.ts';
import { openPreview, type Preview } from '../../../preview/serve.ts';

export interface LiveScreens {
  /** In English, as wide as a phone. @param before what runs in the page before anything of ours does */
  show(scene: string, before?: () => void): Promise<Page>;
  /** The same. @param prepare what is done to the page before it is opened */
  showPrepared(scene: string, prepare: (page: Page) => Promise<unknown>): Promise<Page>;
  /** The same with a clock that can be put forward. */
  showWithClock(scene: string): Promise<Page>;
}

/** One preview for all tests of a file. Call it outside of any `describe`. */
export function livePreview(): { readonly browserWith: (...flags: string[]) => LiveScreens } {
  let preview: Preview | undefined;
  const people: Person[] = [];
  beforeAll(async () => {
    preview = await openPreview();
  });
  afterEach(async () => {
    await Promise.all(people.splice(0).map((person) => person.close()));
  });
  afterAll(() => preview?.close());

  const urlOf = (scene: string) => {
    if (!preview) throw new Error('there is no preview');
    return `${preview.url}#${scene}/en`;
  };
  return {
    /** One Chromium with these flags for the tests around it. */
    browserWith(...flags) {
      let browser: Browser | undefined;
      beforeAll(async () => {
        browser = await launchBrowser(flags);
      });
      afterAll(() => browser?.close());
      const showPrepared: LiveScreens['showPrepared'] = async (scene, prepare) => {
        if (!browser) throw new Error('there is no browser');
        const person = await newPerson(browser, { viewport: { width: 390, height: 844 } });
        people.push(person);
        await prepare(person.page);
        await person.page.goto(urlOf(scene));
        return person.page;
      };
      return {
        show: (scene, before = () => undefined) => showPrepared(scene, (page) => page.addInitScript(before)),
        showPrepared,
        showWithClock: (scene) => showPrepared(scene, (page) => page.clock.install()),
      };
    },
  };
}
