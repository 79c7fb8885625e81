import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson, type Person } from '../../../tests/stack/browser.ts';
// Only for the types of what the preview puts on `window`.
import type {} from '../../preview/calls.ts';
import type {} from '../../preview/telling.ts';
import { previewBrowser } from './testing/preview-page.ts';

interface Shift {
  /** Layout Instability API: how much of the window moved by itself, and what. */
  readonly value: number;
  readonly what: string;
}

declare global {
  interface Window {
    shifts: Shift[];
    screenLock: { allow(): void; takeBack(): void };
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
  'patient-waiting',
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

/** Each in the place that is kept for it, in this order or any other: an arrival a long while after the page was drawn. */
const arrivals: readonly { readonly what: string; readonly sign: string; arrive(): void }[] = [
  {
    what: 'that the screen stays on',
    sign: '[data-testid=screen-note][data-awake=true]',
    arrive: () => window.screenLock.allow(),
  },
  {
    what: 'the way to write',
    sign: '[data-testid=chat-toggle]',
    arrive: () => window.previewTell('chat'),
  },
  {
    what: 'that the clinician knows',
    sign: '[data-testid=clinician-knows]',
    arrive: () => {
      window.previewStage.value = { stage: 'waiting', clinicianKnows: true, preparing: false };
    },
  },
  {
    what: 'that the clinician is busy',
    sign: '[data-testid=clinician-now][data-state=busy]',
    arrive: () => window.previewTell('busy'),
  },
  {
    what: 'that the clinician is away for a while',
    sign: '[data-testid=clinician-now][data-state=back]',
    arrive: () => window.previewTell('back'),
  },
  {
    what: 'that the clinician is free',
    sign: '[data-testid=clinician-now][data-state=free]',
    arrive: () => window.previewTell('free'),
  },
  {
    what: 'that the screen may go dark after all',
    sign: '[data-testid=screen-note][data-awake=false]',
    arrive: () => window.screenLock.takeBack(),
  },
  {
    what: 'that the line is down',
    sign: '[data-testid=offline]',
    arrive: () => {
      window.previewOnline.value = false;
    },
  },
  {
    what: 'that the line is back',
    sign: '[data-testid=clinician-now]',
    arrive: () => {
      window.previewOnline.value = true;
    },
  },
  {
    what: 'that it begins, and their own picture',
    sign: '[data-testid=self-video]',
    arrive: () => {
      window.previewStage.value = { stage: 'waiting', clinicianKnows: true, preparing: true };
    },
  },
  {
    what: 'that it does not begin yet',
    sign: '[data-testid=clinician-now][data-state=free]',
    arrive: () => {
      window.previewStage.value = { stage: 'waiting', clinicianKnows: true, preparing: false };
    },
  },
];

describe.each([
  { device: 'a phone', viewport: { width: 390, height: 844 }, letters: undefined },
  { device: 'a desktop', viewport: { width: 1280, height: 800 }, letters: undefined },
  { device: 'a phone, in letters twice as large', viewport: { width: 390, height: 844 }, letters: '225%' },
])('in the waiting room on $device', ({ viewport, letters }) => {
  beforeAll(async () => {
    person = await personWhoWaits(viewport);
  });
  afterAll(() => person.close());

  it.each(['de', 'en'] as const)('nothing moves whatever is told later (%s)', async (language) => {
    await enter(language, letters);
    const moved: string[] = [];
    for (const { what, sign, arrive } of arrivals) {
      await arriveNow(arrive, sign);
      const found = (await shifts(person.page)).filter(({ value }) => value > 0.001);
      moved.push(...found.map(({ value, what: which }) => `${what}: ${value.toFixed(3)} ${which}`));
      await forgetShifts();
    }
    expect(moved).toEqual([]);
  });
});

describe('in a waiting room that keeps no place free', () => {
  beforeAll(async () => {
    person = await personWhoWaits({ width: 390, height: 844 });
  });
  afterAll(() => person.close());

  it('it would be noticed', async () => {
    await enter('de', undefined);
    await person.page.evaluate(() => {
      for (const place of document.querySelectorAll('.steady-other'))
        if (place instanceof HTMLElement) place.style.display = 'none';
    });
    await everythingDrawn();
    await forgetShifts();
    const [first] = arrivals;
    if (first) await arriveNow(first.arrive, first.sign);
    await expect
      .poll(async () => (await shifts(person.page)).filter(({ value }) => value > 0.001).length, {
        timeout: 30_000,
      })
      .toBeGreaterThan(0);
  });
});

async function personWhoWaits(viewport: { readonly width: number; readonly height: number }) {
  const waits = await newPerson(shared.browser, { viewport });
  await watch(waits.page);
  await waits.page.addInitScript(holdScreenLock);
  return waits;
}

async function enter(language: 'de' | 'en', letters: string | undefined): Promise<void> {
  const { page } = person;
  await page.goto('about:blank');
  await page.goto(`${shared.url}#patient-waiting-notified/${language}`);
  await page.locator('[data-scene="patient-waiting-notified"] h1').waitFor();
  if (letters)
    await page.evaluate((size) => {
      document.documentElement.style.fontSize = size;
    }, letters);
  await everythingDrawn();
  await forgetShifts();
}

async function arriveNow(arrive: () => void, sign: string): Promise<void> {
  await person.page.evaluate(arrive);
  await person.page.locator(sign).waitFor({ timeout: 30_000 });
  await everythingDrawn();
}

const everythingDrawn = () => person.page.evaluate(everythingIsThere);
const forgetShifts = () =>
  person.page.evaluate(() => {
    window.shifts = [];
  });

/** Runs in the page, before anything else: the browser's answer about the screen comes when it is let. */
function holdScreenLock(): void {
  const lock = Object.assign(new EventTarget(), { release: async () => undefined });
  const allowed = Promise.withResolvers<typeof lock>();
  window.screenLock = {
    allow: () => allowed.resolve(lock),
    takeBack: () => void lock.dispatchEvent(new Event('release')),
  };
  Object.defineProperty(navigator, 'wakeLock', { value: { request: () => allowed.promise } });
}

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
  // A busy machine may never be idle.
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 }));
  await frame();
  await frame();
}
