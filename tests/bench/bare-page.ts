/** Pages with next to nothing in them: what any page has to pay on this machine. */

import type { Page } from 'playwright-core';
import { barePairFirstFrameMs } from './floor-pair.ts';
import { longest, readSpeed, slowest } from './watch-speed.ts';

/** Buttons and letters of a patient's whole way, as `slow-phone.ts` walks it. */
const pressesOfAWalk = 30;

/**
 * A button that says how often it was pressed.
 * @returns milliseconds from the finger to the next painted frame, for the slowest press
 */
export async function slowestBarePressMs(page: Page): Promise<number> {
  await open(page, '<button>0</button>');
  const button = page.locator('button');
  await button.evaluate((element) => {
    element.addEventListener('click', () => {
      element.textContent = String(Number(element.textContent) + 1);
    });
  });
  for (let press = 0; press < pressesOfAWalk; press += 1) await button.click();
  return slowest(await readSpeed(page)).ms;
}

/** Two bare peer connections with sound and picture. @returns milliseconds of the longest task until the first frames */
export async function longestBareCallTaskMs(page: Page): Promise<number> {
  await open(page, '');
  await barePairFirstFrameMs(page, 'ours');
  return longest(await readSpeed(page));
}

/** Under an address that may have a camera. */
async function open(page: Page, body: string): Promise<void> {
  await page.route('**/*', (route) =>
    route.fulfill({ contentType: 'text/html', body: `<!doctype html><title>-</title>${body}` }),
  );
  await page.goto('/');
}
