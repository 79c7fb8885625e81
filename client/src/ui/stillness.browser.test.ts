import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson, type Person } from '../../../tests/stack/browser.ts';
import { previewBrowser } from './testing/preview-page.ts';

interface Shift {
  /** Layout Instability API: how much of the window moved by itself, and what. */
  readonly value: number;
  readonly what: string;
}

declare global {
  interface Window {
    shifts: Shift[];
  }
}

const shared = previewBrowser();
let person: Person;

const screens = [
  'practice',
  'patient-door',
  'patient-door-own-face',
  'patient-mirror',
  'patient-name',
  'patient-talk',
  'patient-ended-left',
  'desk-sign-in',
  'desk-waiting',
  'desk-waiting-own-face',
  'desk-talk',
];

describe.each([
  { device: 'a phone', viewport: { width: 390, height: 844 } },
  { device: 'a desktop', viewport: { width: 1280, height: 800 } },
])('on $device', ({ viewport }) => {
  beforeAll(async () => {
    person = await newPerson(shared.browser, { viewport });
    await watch(person.page);
  });
  afterAll(() => person.close());

  it.each(screens)('nothing moves away under a finger while %s appears', async (screen) => {
    const { page } = person;
    await load(page, screen);
    // 0.01: a hundredth of the window. What moves less is the width of a line.
    expect((await shifts(page)).filter(({ value }) => value > 0.01)).toEqual([]);
  });

  it('would be noticed if something did', async () => {
    const { page } = person;
    await load(page, 'patient-door');
    await page.evaluate(() => {
      const late = document.createElement('p');
      late.textContent = 'late';
      late.style.minBlockSize = '8rem';
      document.querySelector('.screen')?.prepend(late);
    });
    await expect
      .poll(async () => (await shifts(page)).filter(({ value }) => value > 0.01).length, { timeout: 20_000 })
      .toBeGreaterThan(0);
  });
});

/** Anew: what moves happens while a page loads. */
async function load(page: Page, screen: string): Promise<void> {
  await page.goto('about:blank');
  await page.goto(`${shared.url}#${screen}/de`);
  await page.locator(`[data-scene="${screen}"] h1`).waitFor();
  await page.evaluate(everythingIsThere);
}

const shifts = (page: Page) => page.evaluate(() => window.shifts);

/** What moves within half a second of a press was asked for, and does not count: here nobody presses. */
async function watch(page: Page): Promise<void> {
  await page.addInitScript(() => {
    window.shifts = [];
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) {
        if (!('value' in entry) || typeof entry.value !== 'number') continue;
        const sources = 'sources' in entry && Array.isArray(entry.sources) ? entry.sources : [];
        const what = sources
          .map(({ node }) => (node instanceof Element ? node.outerHTML.slice(0, 80) : ''))
          .join('; ');
        window.shifts.push({ value: entry.value, what });
      }
    }).observe({ type: 'layout-shift', buffered: true });
  });
}

/** Pictures have come, videos play, what is loaded lazily has been drawn. */
async function everythingIsThere(): Promise<void> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const isThere = () =>
    [...document.querySelectorAll('video')].every(
      (video) => video.srcObject === null || video.readyState >= 2,
    ) && [...document.images].every((picture) => picture.complete);
  for (let tries = 0; tries < 300 && !isThere(); tries += 1) await frame();
  await new Promise((resolve) => requestIdleCallback(resolve));
  await frame();
  await frame();
}
