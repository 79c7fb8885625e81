/**
 * The page of all screens: `npm run screens` takes every state of every screen, for phone and desktop, light and dark,
 * German and English, and lays them out on sheets in `docs/screens/`. `npm run screens -- FOLDER [part of a name]` looks
 * at some of them elsewhere. The clock stands still and nothing moves, so that unchanged screens give the same pictures.
 */

import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { launchBrowser } from '../../tests/stack/browser.ts';
// Only for the type of `window.previewScenes`.
import type {} from './preview.tsx';
import { sceneTitle } from './scene-title.ts';
import { type Chapter, chaptersOf, pageOfScreens } from './screens-page.ts';
import { openPreview } from './serve.ts';

const root = join(import.meta.dirname, '../..');
const [folder = join(root, 'docs/screens'), part = ''] = process.argv.slice(2);

/** Each device in both languages and both themes. */
const looks = [
  { device: 'phone', language: 'de', scheme: 'light' },
  { device: 'phone', language: 'en', scheme: 'dark' },
  { device: 'desktop', language: 'de', scheme: 'dark' },
  { device: 'desktop', language: 'en', scheme: 'light' },
] as const;
const devices = {
  phone: { width: 390, height: 844 },
  desktop: { width: 1280, height: 800 },
} as const;

/** A Thursday morning in Berlin. */
const now = new Date('2026-11-19T09:05:00+01:00');
const scenesOnOneSheet = 8;

const sheetStyle = `
  body { margin: 0 }
  main { inline-size: 1996px; display: grid; grid-template-columns: 1fr 1fr; gap: 12px; padding: 12px;
    box-sizing: border-box; background: #b9b4ad; font: 600 16px sans-serif }
  h2 { font: inherit; margin: 0 0 4px }
  div { display: grid; grid-template-columns: 260px 260px 1fr; gap: 8px }
  img { display: block; inline-size: 100% }
  .phone { grid-row: span 2 }
`;

await mkdir(folder, { recursive: true });
for (const old of await readdir(folder)) if (old.endsWith('.webp')) await rm(join(folder, old));
const [preview, browser] = await Promise.all([
  openPreview(),
  launchBrowser(['--autoplay-policy=no-user-gesture-required', '--hide-scrollbars']),
]);
try {
  const table = await browser.newPage({ viewport: { width: 2000, height: 1000 } });
  const page = await camera(browser, preview.url);
  const scenes = await page.evaluate(() => window.previewScenes);
  const chapters = chaptersOf(scenes.filter((scene) => scene.includes(part)));
  const listed: Chapter[] = [];
  for (const chapter of chapters) {
    const sheets = [];
    for (let first = 0; first < chapter.scenes.length; first += scenesOnOneSheet) {
      const some = chapter.scenes.slice(first, first + scenesOnOneSheet);
      const strips: string[] = [];
      for (const scene of some) {
        const pictures: string[] = [];
        for (const look of looks) pictures.push(await take(page, preview.url, scene, look));
        strips.push(
          `<section><h2>${sceneTitle(scene)} <small>(${scene})</small></h2><div>${pictures.join('')}</div></section>`,
        );
      }
      const file = `${chapter.name}-${first / scenesOnOneSheet + 1}.webp`;
      await writeFile(join(folder, file), await develop(table, strips.join('')));
      sheets.push({ file, scenes: some });
      process.stdout.write(`${relative(process.cwd(), join(folder, file))}: ${some.join(', ')}\n`);
    }
    listed.push({ ...chapter, sheets });
  }
  if (part === '') await writeFile(join(folder, 'README.md'), pageOfScreens(listed));
} finally {
  await Promise.all([browser.close(), preview.close()]);
}

async function camera(from: Browser, url: string): Promise<Page> {
  const page = await from.newPage({
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    reducedMotion: 'reduce',
  });
  await page.addInitScript(stopTheClock, now.getTime());
  await page.goto(url);
  return page;
}

/** What the time is, and nothing else: timers and frames go on. */
function stopTheClock(nowMs: number): void {
  globalThis.Date = new Proxy(Date, {
    construct: (date, args) => Reflect.construct(date, args.length === 0 ? [nowMs] : args),
    get: (date, name) => (name === 'now' ? () => nowMs : Reflect.get(date, name)),
  });
}

async function take(
  page: Page,
  url: string,
  scene: string,
  { device, language, scheme }: (typeof looks)[number],
): Promise<string> {
  await page.setViewportSize(devices[device]);
  await page.emulateMedia({ colorScheme: scheme });
  await page.goto(`${url}#${scene}/${language}`);
  await page.locator(`[data-scene="${scene}"] h1`).waitFor();
  await settle(page);
  const bytes = await page.screenshot({ type: 'jpeg', quality: 92, animations: 'disabled', caret: 'hide' });
  return `<img class="${device}" src="data:image/jpeg;base64,${bytes.toString('base64')}">`;
}

/** Videos and pictures are there, and what follows from them has been drawn. */
async function settle(page: Page): Promise<void> {
  await page
    .waitForFunction(isThere, undefined, { polling: 30, timeout: 2_000 })
    // A video that never plays is a screen to be seen, too.
    .catch(() => undefined);
  await page.evaluate(
    () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve))),
  );
}

function isThere(): boolean {
  return (
    [...document.querySelectorAll('video')].every(
      (video) => video.srcObject === null || video.readyState >= 2,
    ) && [...document.querySelectorAll('img')].every((picture) => picture.complete)
  );
}

async function develop(table: Page, strips: string): Promise<Buffer> {
  await table.setContent(`<!doctype html><style>${sheetStyle}</style><main>${strips}</main>`);
  await table.evaluate(async () => {
    await Promise.all([...document.images].map((picture) => picture.decode()));
  });
  const { width, height } = await table.locator('main').evaluate((main) => main.getBoundingClientRect());
  const devTools = await table.context().newCDPSession(table);
  const { data } = await devTools.send('Page.captureScreenshot', {
    format: 'webp',
    quality: 55,
    captureBeyondViewport: true,
    clip: { x: 0, y: 0, width, height: Math.ceil(height), scale: 1 },
  });
  await devTools.detach();
  return Buffer.from(data, 'base64');
}
