/** The one thing to do on a screen is in sight without scrolling, and what holds it there hides nothing. */

import type { Page } from 'playwright-core';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newPerson, type Person } from '../../../tests/stack/browser.ts';
import { previewBrowser } from './testing/preview-page.ts';

const scenes = [
  ['patient-door', 'door-enter'],
  ['patient-door-opened', 'door-enter'],
  ['patient-door-no-media', 'door-enter'],
  ['patient-door-inside-app', 'door-enter'],
  ['patient-mirror', 'mirror-next'],
  ['patient-mirror-denied', 'mirror-next'],
  ['patient-mirror-dismissed', 'mirror-next'],
  ['patient-mirror-no-camera', 'mirror-next'],
  ['patient-mirror-both-busy', 'mirror-next'],
  ['patient-mirror-microphone-missing', 'mirror-next'],
  ['patient-name', 'enter-waiting-room'],
  ['patient-name-private', 'enter-waiting-room'],
] as const;

const shared = previewBrowser();
let person: Person;
let page: Page;

const arrive = async (viewport: { readonly width: number; readonly height: number }) => {
  person = await newPerson(shared.browser, { viewport });
  page = person.page;
  await page.emulateMedia({ reducedMotion: 'reduce' });
};
afterEach(() => person.close());

describe.each([
  { where: 'on a phone', width: 390, height: 844, language: 'de' },
  { where: 'on a small phone', width: 360, height: 640, language: 'de' },
  { where: 'at a desk', width: 1280, height: 800, language: 'en' },
])('$where', ({ language, ...viewport }) => {
  beforeEach(() => arrive(viewport));

  it('a patient sees how to go on without looking for it, also where camera or microphone fail', async () => {
    for (const [scene, button] of scenes) {
      await show(scene, language, button);
      await expect.poll(() => page.evaluate(inSight, button), { timeout: 30_000, message: scene }).toBe(true);
    }
  });

  it('what somebody with a keyboard comes to is never under the bar that holds the button', async () => {
    for (const scene of ['patient-mirror-denied', 'patient-door-opened', 'patient-name'] as const) {
      const button = scenes.find(([name]) => name === scene)?.[1] ?? '';
      await show(scene, language, button);
      // All of it lies open: as long as the screen can be.
      await page.evaluate(() => {
        for (const more of document.querySelectorAll('details')) more.open = true;
      });
      const { seen, hidden } = await goThrough();
      expect(hidden, scene).toEqual([]);
      expect(seen, scene).toBeGreaterThan(4);
    }
  });
});

it('a bar that hides what has the focus would be noticed', async () => {
  await arrive({ width: 360, height: 640 });
  await show('patient-mirror-denied', 'de', 'mirror-next');
  await page.evaluate(() => {
    document.documentElement.style.scrollPaddingBlockEnd = '0px';
  });
  expect((await goThrough()).hidden).not.toEqual([]);
});

it.each([
  { who: 'on the narrowest phone', width: 320, height: 568, letters: '112.5%' },
  { who: 'with letters twice as large', width: 390, height: 844, letters: '225%' },
])('the bar leaves the screen to what is to be read $who', async ({ letters, ...viewport }) => {
  await arrive(viewport);
  await show('patient-mirror-denied', 'de', 'mirror-next');
  await page.evaluate((size) => {
    document.documentElement.style.fontSize = size;
  }, letters);
  await expect
    .poll(() => page.evaluate(() => document.querySelector('.actions')?.getBoundingClientRect().top ?? 0))
    .toBeGreaterThan(viewport.height);
});

it('without a camera no room is kept for a picture, and nobody is told who sees it', async () => {
  await arrive({ width: 360, height: 640 });
  await show('patient-mirror-denied', 'en', 'mirror-next');
  expect(await page.locator('.mirror').count()).toBe(0);
  expect(await page.getByText('Only you see').count()).toBe(0);
  await show('patient-mirror', 'en', 'mirror-next');
  expect(await page.locator('.mirror').count()).toBe(1);
  expect(await page.getByText('Only you see').count()).toBe(1);
});

async function show(scene: string, language: string, button: string): Promise<void> {
  await page.goto(`${shared.url}#${scene}/${language}`);
  await page.locator(`[data-scene="${scene}"]`).getByTestId(button).waitFor();
  // Drawn later than the screen: where it comes, it makes the screen long.
  if (/denied|dismissed/.test(scene))
    await page.getByTestId('permission-help').waitFor({ state: 'attached' });
}

/** Once round by Tab. */
async function goThrough(): Promise<{ readonly seen: number; readonly hidden: readonly string[] }> {
  const stops = await page.locator('main').locator('button, input, select, summary').count();
  const seen = new Set<string>();
  const hidden = new Set<string>();
  for (let presses = 0; presses < stops + 12; presses += 1) {
    await page.keyboard.press('Tab');
    const { name, isHidden } = await page.evaluate(focused);
    seen.add(name);
    if (isHidden) hidden.add(name);
  }
  return { seen: seen.size, hidden: [...hidden] };
}

/** Runs in the page: all of the button is there, and nothing lies over it. */
function inSight(testId: string): boolean {
  const button = document.querySelector(`[data-testid="${testId}"]`);
  if (!button || window.scrollY !== 0) return false;
  const { left, width, top, bottom } = button.getBoundingClientRect();
  const at = document.elementFromPoint(left + width / 2, (top + bottom) / 2);
  return top >= 0 && bottom <= window.innerHeight && at !== null && button.contains(at);
}

/** Runs in the page: what has the focus, and whether any of it lies under the bar. */
function focused(): { readonly name: string; readonly isHidden: boolean } {
  const element = document.activeElement;
  const bar = document.querySelector('.actions');
  if (!element || !bar || element === document.body || bar.contains(element))
    return { name: element?.textContent ?? '', isHidden: false };
  const { bottom } = element.getBoundingClientRect();
  return {
    name: `${element.tagName} ${(element.textContent ?? '').trim()}`,
    isHidden: bottom > bar.getBoundingClientRect().top + 1,
  };
}
