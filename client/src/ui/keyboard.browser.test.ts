import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { previewPages } from './testing/preview-page.ts';

const preview = previewPages({ width: 1280, height: 800 });
let page: Page;
const { calls } = preview;
beforeEach(async () => {
  page = preview.page;
  await page.emulateMedia({ reducedMotion: 'reduce' });
});

const show = async (scene: string) => {
  // The same address again would change nothing.
  await page.goto('about:blank');
  await preview.show(scene);
  await page.locator(`[data-scene="${scene}"] h1`).waitFor();
  await expect.poll(focused).toMatch(/^h1|dialog/);
};

describe('the whole main job without a mouse', () => {
  it('a patient: from the door to the waiting room, to the conversation’s end', async () => {
    await show('patient-door');
    await goTo('door-enter');
    await page.keyboard.press('Enter');
    await page.getByTestId('mirror-next').waitFor();
    await goTo('mirror-next');
    await page.keyboard.press('Space');
    await goTo('name-input');
    await page.keyboard.type('Kim');
    // The Enter key in the field is as good as the button.
    await page.keyboard.press('Enter');
    await page.getByTestId('waiting').waitFor();
    expect(await calls()).toEqual(['preload', 'enter Kim']);

    await show('patient-talk');
    await goTo('hang-up');
    await page.keyboard.press('Enter');
    await page.getByTestId('confirm').waitFor();
    await goTo('confirm-stay');
    await page.keyboard.press('Enter');
    await page.getByTestId('confirm').waitFor({ state: 'detached' });
    expect(await focused()).toContain('hang-up');
  });

  it('a clinician: a new invitation, letting in, ending', async () => {
    await show('desk-waiting');
    await goTo('new-invitation');
    await page.keyboard.press('Enter');
    await goTo('make-link');
    await page.keyboard.press('Enter');
    await page.getByTestId('link-value').waitFor();
    await page.keyboard.press('Escape');
    await page.getByTestId('invitation-dialog').waitFor({ state: 'detached' });
    await goTo('admit');
    await page.keyboard.press('Enter');
    await page.getByTestId('conversation').waitFor();
    await goTo('end-visit');
    await page.keyboard.press('Enter');
    await goTo('confirm-yes');
    await page.keyboard.press('Enter');
    await page.getByTestId('new-invitation').waitFor();
    expect(await calls()).toEqual(expect.arrayContaining(['admit 1', 'end 1']));
  });
});

describe('who goes through a screen by keyboard', () => {
  it('hears that somebody has come to the waiting room, without leaving what they were at', async () => {
    await show('desk-waiting');
    const [patient] = await page.evaluate(() => window.previewPatients.value);
    await show('desk-empty');
    const said = page.getByRole('status').and(page.getByTestId('waiting-count'));
    expect(await said.textContent()).toBe('');
    await goTo('new-invitation');
    await page.evaluate((arriving) => {
      if (arriving) window.previewPatients.value = [arriving];
    }, patient);
    await expect.poll(() => said.textContent()).not.toBe('');
    expect(await focused()).toContain('new-invitation');
  });

  it.each([
    'patient-opening',
    'patient-waiting',
    'patient-talk',
    'desk-opening',
    'desk-waiting',
    'desk-talk',
  ])('is told what changes by itself: %s has a place for it from the beginning', async (scene) => {
    await show(scene);
    expect(
      await page.locator('[role="status"], [role="alert"], [role="log"], [aria-live]').count(),
    ).toBeGreaterThan(0);
  });
});

/** Tab by tab, as somebody would who knows no key of ours. */
async function goTo(testId: string): Promise<void> {
  await page.getByTestId(testId).first().waitFor();
  for (let presses = 0; presses < 150; presses += 1) {
    if ((await focused()).endsWith(`#${testId}`)) return;
    await page.keyboard.press('Tab');
  }
  throw new Error(`no way to ${testId} with the Tab key`);
}

function focused(): Promise<string> {
  return page.evaluate(() => {
    const at = document.activeElement;
    return `${at?.tagName.toLowerCase() ?? ''}#${at?.getAttribute('data-testid') ?? ''}`;
  });
}
