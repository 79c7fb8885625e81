/**
 * Walks every state of every screen in one page, without loading it anew, and looks at each. What looks runs in the page: it
 * may use nothing from outside of itself.
 */

import type { Page } from 'playwright-core';
// Only for the type of `window.previewScenes`.
import type {} from '../../../preview/preview.tsx';

/** Says what is wrong with the scene that is drawn now. */
export type Look = () => readonly string[];

/**
 * The preview has to be open in the page already.
 * @param some only these; otherwise all there are
 * @returns what the looks said, each with the scene's name before it
 */
export async function walkScenes(
  page: Page,
  language: string,
  looks: readonly Look[],
  some?: readonly string[],
): Promise<readonly string[]> {
  const scenes = some ?? (await page.evaluate(() => window.previewScenes));
  const troubles: unknown = await page.evaluate(
    `(${String(walk)})(${JSON.stringify(scenes)}, ${JSON.stringify(language)}, [${looks.map(String).join(', ')}])`,
  );
  if (!Array.isArray(troubles)) throw new Error('the walk came back without an answer');
  return troubles.map(String);
}

/** The same on the scene that is drawn now. */
export async function lookAt(page: Page, looks: readonly Look[]): Promise<readonly string[]> {
  const troubles: unknown = await page.evaluate(
    `[${looks.map(String).join(', ')}].flatMap((look) => look())`,
  );
  if (!Array.isArray(troubles)) throw new Error('nobody looked');
  return troubles.map(String);
}

async function walk(
  scenes: readonly string[],
  language: string,
  looks: readonly Look[],
): Promise<readonly string[]> {
  const frame = () => new Promise((resolve) => requestAnimationFrame(resolve));
  const troubles: string[] = [];
  for (const scene of scenes) {
    location.hash = `${scene}/${language}`;
    const isThere = () => document.querySelector(`[data-scene="${scene}"] h1`) !== null;
    for (let frames = 0; frames < 900 && !isThere(); frames += 1) await frame();
    if (!isThere()) troubles.push(`${scene}: does not appear`);
    // Effects run after the first drawing.
    await frame();
    await frame();
    for (const look of looks) for (const trouble of look()) troubles.push(`${scene}: ${trouble}`);
  }
  return troubles;
}
