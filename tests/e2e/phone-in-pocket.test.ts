/** A patient whose browser was asleep when they were let in: the word they find is too old, and they come in all the same. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, Patient, say } from './people.ts';

let practice: PracticeStack;
let browser: Browser;

beforeAll(async () => {
  [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

/** Lets the clock of a page be put forward. */
const withMovableClock = (page: Page) =>
  page.addInitScript(() => {
    const now = Date.now.bind(Date);
    let ahead = 0;
    Date.now = () => now() + ahead;
    addEventListener('put-forward', () => {
      ahead += 10 * 60_000;
    });
  });
const tenMinutesPass = (page: Page) => page.evaluate(() => void dispatchEvent(new Event('put-forward')));

it('is let in when they look at it again, ten minutes later', async () => {
  const [clinicianSeat, patientSeat] = await Promise.all([newPerson(browser), newPerson(browser)]);
  lookOnFailure({ clinician: clinicianSeat.page, patient: patientSeat.page });
  await Promise.all([clinicianSeat, patientSeat].map(({ page }) => withMovableClock(page)));
  const clinician = await Clinician.arrive(clinicianSeat, practice.publicUrl);
  await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
  const patient = await Patient.open(
    patientSeat,
    await clinician.makeLink('Etikett-Pocket', { kind: 'chat' }),
  );
  await patient.page.getByTestId('door-enter').click();
  await patient.page.getByTestId('name-input').fill('Konstanze');
  await patient.page.getByTestId('enter-waiting-room').click();
  await patient.expectKnown();
  // Their name comes a moment after that: not with the phone in the pocket.
  await clinician.expectAdmissible('Konstanze');

  await patientSeat.context.setOffline(true);
  await clinician.admit('Konstanze');
  await Promise.all([clinician, patient].map(({ page }) => tenMinutesPass(page)));
  expect(await patient.page.getByTestId('conversation').isVisible()).toBe(false);
  await patientSeat.context.setOffline(false);
  await patient.page.getByTestId('conversation').waitFor({ timeout: 60_000 });
  await say(clinician.page, patient.page, 'Da sind Sie ja');
});
