/** A practice that has chosen a colour and a logo, on the real pages with their real headers. */

import { join } from 'node:path';
import { accentOf } from '@sprechzimmer/protocol';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { Clinician, Patient } from './people.ts';

/** Too pale for letters on white. */
const colour = '#e8823a';
const logo = join(import.meta.dirname, '../../client/preview/logo.svg');

let practice: PracticeStack;
let browser: Browser;

beforeAll(async () => {
  [practice, browser] = await Promise.all([
    startPracticeStack({ practice: { name: 'Praxis am Lindenhof', colour, logo } }),
    launchBrowser(),
  ]);
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

it('a patient and a clinician see whose practice this is, in a colour they can read', async () => {
  const seat = await newPerson(browser);
  const clinician = await Clinician.arrive(seat, practice.publicUrl);
  await clinician.page.getByTestId('desk-sign-in').waitFor();
  await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
  await expectFace(clinician.page, 'new-invitation', 'light');

  const link = await clinician.makeLink('A. B.');
  const other = await newPerson(browser);
  await other.page.emulateMedia({ colorScheme: 'dark' });
  const patient = await Patient.open(other, link);
  await patient.page.getByTestId('door-enter').waitFor();
  await expectFace(patient.page, 'door-enter', 'dark');
});

async function expectFace(page: Page, button: string, theme: 'light' | 'dark'): Promise<void> {
  const { accent } = accentOf(colour, theme);
  expect(accent).not.toBe(colour);
  const asHex = () =>
    page.getByTestId(button).evaluate((element) => {
      const channels = getComputedStyle(element).backgroundColor.match(/\d+/g) ?? [];
      return `#${channels.map((channel) => Number(channel).toString(16).padStart(2, '0')).join('')}`;
    });
  await expect.poll(asHex).toBe(accent);
  const picture = page.locator('.name-sign-logo');
  await expect
    .poll(() => picture.evaluate((image: HTMLImageElement) => image.naturalWidth))
    .toBeGreaterThan(0);
}
