/** What somebody on a phone has to read before they act is in front of them: in the window, not only on the page. */

import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { previewPages } from '../testing/preview-page.ts';
import { walkScenes } from '../testing/walk.ts';

const preview = previewPages({ width: 360, height: 640 });
let page: Page;
beforeEach(async () => {
  page = preview.page;
  await page.emulateMedia({ reducedMotion: 'reduce' });
});
const { show, press, calls } = preview;
const patience = { timeout: 30_000 };

const sizes = [
  { width: 360, height: 640 },
  { width: 390, height: 844 },
] as const;

describe.each(sizes)('on a phone of $width by $height', (viewport) => {
  beforeEach(() => page.setViewportSize(viewport));

  it.each([
    ['patient-waiting-long', 'long-wait'],
    ['patient-waiting-unseen-long', 'long-wait'],
    ['patient-waiting-cut-off', 'long-wait'],
    ['patient-waiting-slept', 'slept'],
    ['patient-waiting-low-battery', 'low-battery'],
  ])('%s: whoever waits sees without scrolling what has become of it', async (scene, note) => {
    await show(scene, 'de');
    await staysInSight(note);
    if (note === 'long-wait')
      expect(await page.getByText('Sobald es etwas Neues gibt').isVisible()).toBe(false);
  });

  it('nobody enters without having had before their eyes what they agree to', async () => {
    await show('patient-name', 'de');
    await staysInSight('agreed-by-entering');
    await staysInSight('enter-waiting-room');
  });

  it('that this window forgets is read before the field that would be filled in for nothing', async () => {
    await show('patient-name-private', 'de');
    await page.getByTestId('forgets').waitFor(patience);
    expect(await page.evaluate(inSight, { testId: 'forgets', atLeastPixels: 48 })).toBe(true);
  });

  it('level and test of the sound are seen with the picture', async () => {
    await show('patient-mirror', 'de');
    await page.getByTestId('self-video').waitFor(patience);
    await staysInSight('test-sound');
    await expect.poll(() => page.locator('meter').evaluate(isAbove, '.actions'), patience).toBe(true);
  });

  it.each(['patient-mirror-denied', 'patient-mirror-dismissed', 'patient-mirror-both-busy'])(
    '%s: the button that stands out is the one that helps, not the one that makes them arrive mute',
    async (scene) => {
      await show(scene, 'de');
      await staysInSight('media-again');
      await staysInSight('mirror-next');
      expect(await page.locator('.button-primary').getAttribute('data-testid')).toBe('media-again');
    },
  );
});

it('where there is no device at all, going on without is what stands out', async () => {
  await show('patient-mirror-camera-missing', 'de');
  await staysInSight('mirror-next');
  expect(await page.locator('.button-primary').getAttribute('data-testid')).toBe('mirror-next');
});

it('a message to somebody who waits is told of where they look, and is read only once it was in sight', async () => {
  await show('patient-waiting-message', 'de');
  await page.getByTestId('chat').waitFor(patience);
  await staysInSight('read-message');
  expect(await page.evaluate(lastMessageInSight)).toBe(false);
  // Still unread after whatever might have marked it: the words stay until somebody goes there.
  await page.evaluate(
    () => new Promise((drawn) => requestAnimationFrame(() => requestAnimationFrame(drawn))),
  );
  expect(await page.getByTestId('waiting-message').count()).toBe(1);
  await press('read-message');
  await expect.poll(() => page.evaluate(lastMessageInSight), patience).toBe(true);
  await page.getByTestId('waiting-message').waitFor({ state: 'detached', ...patience });
  expect(await calls()).toEqual([]);
});

it('the titles that a browser keeps in its history tell nobody whose patient this was', async () => {
  await show('patient-door');
  const scenes = (await page.evaluate(() => window.previewScenes)).filter((each) => /^patient-/.test(each));
  expect(scenes.length).toBeGreaterThan(100);
  for (const language of ['de', 'en'])
    expect(await walkScenes(page, language, [tellingTitle], scenes)).toEqual([]);
}, 240_000);

/** All of it, with nothing over it, without scrolling. */
async function staysInSight(testId: string): Promise<void> {
  await page.getByTestId(testId).waitFor(patience);
  await expect
    .poll(() => page.evaluate(inSight, { testId, atLeastPixels: undefined }), {
      ...patience,
      message: testId,
    })
    .toBe(true);
}

interface Sought {
  readonly testId: string;
  /** Of it; all of it unless given. */
  readonly atLeastPixels: number | undefined;
}

/** Runs in the page. */
function inSight({ testId, atLeastPixels }: Sought): boolean {
  const element = document.querySelector(`[data-testid="${testId}"]`);
  if (!element || window.scrollY !== 0) return false;
  const { left, width, top, bottom } = element.getBoundingClientRect();
  const end = atLeastPixels === undefined ? bottom : Math.min(bottom, top + atLeastPixels);
  return [top + 2, end - 2].every((y) => {
    const at = document.elementFromPoint(left + width / 2, y);
    return at !== null && element.contains(at);
  });
}

/** Runs in the page: ends before the bar at the lower edge begins. */
function isAbove(element: Element, bar: string): boolean {
  const begins = document.querySelector(bar)?.getBoundingClientRect().top ?? 0;
  return window.scrollY === 0 && element.getBoundingClientRect().bottom <= begins;
}

/** Runs in the page. */
function lastMessageInSight(): boolean {
  const last = [...document.querySelectorAll('[data-testid="chat-message"]')].at(-1);
  if (!last) return false;
  const { top, bottom } = last.getBoundingClientRect();
  return top >= 0 && bottom <= window.innerHeight;
}

/** Runs in the page. */
function tellingTitle(): readonly string[] {
  return document.title === '' || /Sommerfeld|Lindenhof/.test(document.title) ? [document.title] : [];
}
