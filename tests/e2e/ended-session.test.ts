/** The homeserver ends a clinician's session: what that costs them. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectConversation, Patient } from './people.ts';

let practice: PracticeStack;
let browser: Browser;

beforeAll(async () => {
  [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

it('a clinician whose session was ended signs in again and goes on, without the recovery key', async () => {
  const [clinicianSeat, patientSeat] = await Promise.all([newPerson(browser), newPerson(browser)]);
  lookOnFailure({ clinician: clinicianSeat.page, patient: patientSeat.page });
  let token = '';
  clinicianSeat.page.on('request', (request) => {
    if (request.url().includes('/_matrix/')) token = request.headers()['authorization'] ?? token;
  });
  const clinician = await Clinician.arrive(clinicianSeat, practice.publicUrl);
  await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
  const link = await clinician.makeLink('Donnerstag');
  const patient = await Patient.open(patientSeat, link);
  await patient.enterAndWait('Ottilie');
  await clinician.expectConnected('Ottilie');
  const databases = () =>
    clinician.page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name).sort());
  const kept = await databases();

  // As an administrator would, or an intruder: the device is gone, and its keys with it.
  await fetch(`${practice.publicUrl}/_matrix/client/v3/logout`, {
    method: 'POST',
    headers: { Authorization: token },
  });
  await clinician.expectFault(/Sitzung|session/);
  expect(await databases()).toEqual(kept);
  await clinician.page.reload();
  await clinician.expectFault(/Sitzung|session/);
  expect(await databases()).toEqual(kept);

  await clinician.signIn(practice.clinician.user, practice.clinician.password);
  await clinician.expectConnected('Ottilie');
  await clinician.admit('Ottilie');
  await expectConversation(clinician.page, patient.page);
  await clinician.end();
  await patient.expectEnded(/./);
});
