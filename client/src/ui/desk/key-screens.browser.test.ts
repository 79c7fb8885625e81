import type { Page } from 'playwright-core';
import { beforeEach, describe, expect, it } from 'vitest';
import { previewPages } from '../testing/preview-page.ts';

const preview = previewPages({ width: 390, height: 800 });
let page: Page;
beforeEach(() => {
  page = preview.page;
});
const { show, press, calls } = preview;

describe('the recovery key on paper', () => {
  it('is there whole, with whose it is, and nothing else of the page', async () => {
    await show('desk-new-keys');
    const key = (await page.getByTestId('recovery-key').innerText()).trim();
    await page.emulateMedia({ media: 'print' });
    const printed = await page.evaluate(() => document.body.innerText);
    expect(printed).toContain(key);
    expect(printed).toContain('Dr. Mira Sommerfeld');
    expect(printed).not.toContain('On to the desk');
    expect(await page.getByTestId('recovery-confirm').isVisible()).toBe(false);
  });
});

describe('beginning again with new keys', () => {
  it('wants the password and the word that it is known what is lost, and keeps no password in its field', async () => {
    await show('desk-start-over');
    await page.getByTestId('start-over-password').fill('secret words');
    await press('start-over-confirm');
    await page.getByText('Please confirm that you know this').waitFor();
    expect(await calls()).toEqual([]);
    await page.getByTestId('start-over-understood').check();
    await press('start-over-confirm');
    await expect.poll(calls).toEqual(['startOver']);
    expect(await page.getByTestId('start-over-password').inputValue()).toBe('');
  });

  it('can be left as it was', async () => {
    await show('desk-unlock');
    await press('key-lost');
    await page.getByTestId('start-over').waitFor();
    await press('start-over-back');
    await page.getByTestId('unlock-key').waitFor();
    expect(await calls()).toEqual([]);
  });
});

describe('a device that asks for the clinician’s keys', () => {
  it('is refused by the key that closes every dialog', async () => {
    await show('desk-check-holder-asked');
    await page.getByTestId('device-check').waitFor();
    await page.keyboard.press('Escape');
    await expect.poll(calls).toEqual(['dismissDeviceCheck']);
  });
});
