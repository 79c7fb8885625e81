/** A patient whose clock is wrong, in a visit without picture and sound: every word about the door goes by the server. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, Patient, say } from './people.ts';

const slowMs = 9 * 60_000;

let practice: PracticeStack;
let browser: Browser;

beforeAll(async () => {
  [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

it('a patient whose clock is nine minutes slow is let in like everybody else', async () => {
  const clinician = await Clinician.arrive(await newPerson(browser), practice.publicUrl);
  await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
  const link = await clinician.makeLink('Falsche Uhr', { kind: 'chat' });

  const seat = await newPerson(browser);
  await seat.page.addInitScript((ms) => {
    const now = Date.now;
    Date.now = () => now() - ms;
  }, slowMs);
  lookOnFailure({ clinician: clinician.page, patient: seat.page });
  const patient = await Patient.open(seat, link);
  await patient.page.getByTestId('door-enter').click();
  await patient.page.getByTestId('name-input').fill('Kunigunde');
  await patient.page.getByTestId('enter-waiting-room').click();
  await patient.expectKnown();
  expect(await patient.page.evaluate(() => Date.now())).toBeLessThan(Date.now() - slowMs / 2);

  await clinician.admit('Kunigunde');
  await patient.page.getByTestId('conversation').waitFor({ timeout: 30_000 });
  await say(patient.page, clinician.page, 'Meine Uhr geht nach');
  await clinician.end();
  await patient.expectEnded(/ended/);
});
