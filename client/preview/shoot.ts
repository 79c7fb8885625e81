/**
 * Pictures of every screen, to look at: `node client/preview/shoot.ts FOLDER [part of a name]`.
 * Phone and desktop, light and dark, German and English.
 */

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { launchBrowser, newPerson } from '../../tests/stack/browser.ts';
import { openPreview } from './serve.ts';

const shapes = [
  { name: 'phone', width: 360, height: 740, language: 'de', scheme: 'light' },
  { name: 'narrow', width: 320, height: 568, language: 'en', scheme: 'dark' },
  { name: 'wide', width: 1280, height: 800, language: 'de', scheme: 'dark' },
  { name: 'wide-light', width: 1280, height: 800, language: 'en', scheme: 'light' },
] as const;

const [folder, part = '', shapePart = ''] = process.argv.slice(2);
if (!folder)
  throw new Error('say where the pictures go: node client/preview/shoot.ts FOLDER [part of a name]');

await mkdir(folder, { recursive: true });
const [preview, browser] = await Promise.all([
  openPreview(),
  launchBrowser(['--autoplay-policy=no-user-gesture-required']),
]);
try {
  for (const { name, language, scheme, ...viewport } of shapes.filter(({ name }) =>
    name.includes(shapePart),
  )) {
    const { page, close } = await newPerson(browser, { viewport });
    await page.emulateMedia({ colorScheme: scheme });
    await page.goto(preview.url);
    const scenes = await page.evaluate(() => window.previewScenes);
    for (const scene of scenes.filter((each) => each.includes(part))) {
      await page.goto(`${preview.url}#${scene}/${language}`);
      await page.locator(`[data-scene="${scene}"] h1`).waitFor();
      await page.evaluate(
        () => new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve, 150))),
      );
      // As high as all there is: a bar that stays in sight would lie across the middle of a picture of the whole page.
      const high = await page.evaluate(() => document.documentElement.scrollHeight);
      await page.setViewportSize({ ...viewport, height: Math.max(viewport.height, high) });
      await page.screenshot({ path: join(folder, `${scene}.${name}.png`) });
      await page.setViewportSize(viewport);
    }
    await close();
  }
} finally {
  await Promise.all([browser.close(), preview.close()]);
}
