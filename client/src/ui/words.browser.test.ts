import axe from 'axe-core';
import type { Page } from 'playwright-core';
import { beforeEach, expect, it } from 'vitest';
import { previewPages } from './testing/preview-page.ts';

const preview = previewPages({ width: 390, height: 844 });
let page: Page;
beforeEach(() => {
  page = preview.page;
});

const openPage = async (scene: string, language: 'de' | 'en') => {
  await preview.show(scene, language);
  await page.getByTestId('connection').click();
  await page.getByTestId('words').waitFor();
};
const read = async () => (await page.getByTestId('four-words').locator('li').allInnerTexts()).join(' ');

it('four words stand on the connection page, the same ones whichever language the page is in', async () => {
  await openPage('patient-talk', 'de');
  // The list of words is fetched when the page is opened, and not before.
  await expect.poll(read, { timeout: 30_000 }).toMatch(/^(?:[A-Z][a-z]{2,8} ?){4}$/);
  const german = await read();
  expect(await page.getByTestId('words').innerText()).not.toContain('deutsch');
  await openPage('patient-talk', 'en');
  await expect.poll(read, { timeout: 30_000 }).toBe(german);
  expect(await page.getByTestId('words').innerText()).toContain('The words are German on both screens');
  expect(await page.getByTestId('four-words').getAttribute('lang')).toBe('de');
});

it('one side begins to read and the other goes on', async () => {
  await openPage('patient-talk', 'en');
  const patient = await page.getByTestId('words').innerText();
  await openPage('desk-talk', 'en');
  const clinician = await page.getByTestId('words').innerText();
  expect([/reads the first two aloud. Then you/.test(patient), /Read the first two/.test(clinician)]).toEqual(
    [true, true],
  );
});

it('before there are words nothing asks to compare them', async () => {
  await openPage('patient-talk-without-words', 'en');
  await page.getByTestId('words-pending').waitFor();
  expect(await page.getByTestId('words-same').count()).toBe(0);
});

it('having found them the same is a note to oneself; finding them different stays possible', async () => {
  await openPage('patient-talk', 'en');
  await page.getByTestId('words-same').click();
  expect(await page.getByTestId('words-noted').innerText()).toContain('your own note');
  await page.getByTestId('words-differ').click();
  expect(await preview.calls()).toEqual(['compared same', 'compared differ']);
});

it.each(['light', 'dark'] as const)('everybody can read and use the page, %s', async (colorScheme) => {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await openPage('patient-talk', 'de');
  await page.getByTestId('words-same').click();
  await page.evaluate(axe.source);
  const troubles = await page.evaluate(async () => {
    const { axe: checker } = window as unknown as { axe: typeof axe };
    const { violations } = await checker.run('dialog', {
      runOnly: {
        type: 'tag',
        values: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'],
      },
    });
    return violations.map(({ id }) => id);
  });
  expect(troubles).toEqual([]);
});
