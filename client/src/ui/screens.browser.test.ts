import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson, type Person } from '../../../tests/stack/browser.ts';
// Only for the type of `window.previewScenes`.
import type {} from '../../preview/preview.tsx';
import { sceneTitle } from '../../preview/scene-title.ts';
import { previewBrowser } from './testing/preview-page.ts';

const looks = [
  { language: 'de', colorScheme: 'light', viewport: { width: 320, height: 568 } },
  { language: 'en', colorScheme: 'dark', viewport: { width: 1280, height: 800 } },
  { language: 'de', colorScheme: 'dark', viewport: { width: 390, height: 844 } },
  // As with 200 % zoom on a window of 1280 by 800.
  { language: 'en', colorScheme: 'light', viewport: { width: 640, height: 400 } },
] as const;

const preview = previewBrowser();

describe.each(looks)('every screen in $language, $colorScheme, $viewport.width wide', (look) => {
  let scenes: readonly string[];
  /** Two, who look at half of the screens each: the examining keeps one processor busy. */
  let persons: readonly Person[] = [];
  const breaches: string[] = [];

  const arrive = async () => {
    const person = await newPerson(preview.browser, { viewport: look.viewport });
    await person.page.emulateMedia({ colorScheme: look.colorScheme, reducedMotion: 'reduce' });
    await person.page.exposeFunction('reportBreach', (breach: string) => breaches.push(breach));
    await person.page.addInitScript(() => {
      document.addEventListener('securitypolicyviolation', ({ violatedDirective, sourceFile }) => {
        (window as unknown as { reportBreach(text: string): void }).reportBreach(
          `${violatedDirective} in ${sourceFile}`,
        );
      });
    });
    await person.page.goto(preview.url);
    await person.page.evaluate(axe.source);
    return person;
  };

  beforeAll(async () => {
    const [one, other] = await Promise.all([arrive(), arrive()]);
    persons = [one, other];
    scenes = await one.page.evaluate(() => window.previewScenes);
    expect(scenes.length).toBeGreaterThan(60);
  });
  afterAll(() => Promise.all(persons.map((person) => person.close())));

  it('can be read and operated by everybody, and needs no sideways scrolling', async () => {
    const troubles: string[] = [];
    const walk = async ({ page }: Person, mine: readonly string[]) => {
      for (const scene of mine) {
        await show(page, scene, look.language);
        for (const trouble of await examine(page, look.language)) troubles.push(`${scene}: ${trouble}`);
      }
    };
    await Promise.all(
      persons.map((person, which) =>
        walk(
          person,
          scenes.filter((_, each) => each % persons.length === which),
        ),
      ),
    );
    expect(troubles).toEqual([]);
  }, 480_000);

  it('has a title in words, for whoever looks at the pictures of all of them', () => {
    expect(scenes.filter((scene) => sceneTitle(scene) === undefined)).toEqual([]);
  });

  it('breaks nothing of the strict content security policy', () => {
    expect(breaches).toEqual([]);
  });
});

async function show(page: Page, scene: string, language: string): Promise<void> {
  // Not by going there: a screen that has put an entry below itself would be loaded anew, without what examines it.
  await page.evaluate((hash) => {
    location.hash = hash;
  }, `${scene}/${language}`);
  await page.locator(`[data-scene="${scene}"] h1`).waitFor();
  // Effects run after the first drawing: the focus, the tab's name.
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

async function examine(page: Page, language: string): Promise<string[]> {
  return page.evaluate(async (language) => {
    const troubles: string[] = [];
    const { axe: checker } = window as unknown as { axe: typeof axe };
    // All there are: levels A, AA and AAA, good practice, and those axe-core itself still tries out.
    const rules = Object.fromEntries(checker.getRules().map(({ ruleId }) => [ruleId, { enabled: true }]));
    const { violations } = await checker.run({ rules });
    for (const { id, nodes } of violations)
      troubles.push(`${id} at ${nodes.map(({ target }) => target.join(' ')).join(', ')}`);
    const headings = document.querySelectorAll('h1');
    if (headings.length !== 1) troubles.push(`${headings.length} main headings`);
    const dialog = document.querySelector('dialog[open]');
    if (dialog ? !dialog.contains(document.activeElement) : document.activeElement !== headings[0])
      troubles.push('the focus is neither on the heading nor in the dialog above it');
    if (document.documentElement.lang !== language) troubles.push('the page does not say its language');
    if (document.documentElement.scrollWidth > window.innerWidth) troubles.push('it scrolls sideways');
    if (/\{\w+\}|undefined|NaN|\[object/.test(document.body.innerText)) troubles.push('an unfilled text');
    for (const control of document.querySelectorAll('button, a, input, select, textarea, summary')) {
      const { width, height } = control.getBoundingClientRect();
      if (width > 0 && (width < 22 || height < 22))
        troubles.push(`a small target: ${control.outerHTML.slice(0, 80)}`);
    }
    return troubles;
  }, language);
}
