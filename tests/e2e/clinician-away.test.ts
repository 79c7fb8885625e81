/** A patient comes while no desk is open, and a clinician comes with a device that was not there yet. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, newPerson, type Person } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectConversation, expectNothingKept, Patient, say } from './people.ts';
import { openPlainClient } from './plain-client.ts';
import { wireFacts } from './webrtc-watch.ts';

let practice: PracticeStack;
let browser: Browser;
let seat: Person;
let clinician: Clinician;
let recoveryKey: string;

beforeAll(async () => {
  [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
  seat = await newPerson(browser);
  clinician = await Clinician.arrive(seat, practice.publicUrl);
  recoveryKey = await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

describe('nobody has to be there first', () => {
  it('a patient who comes before the desk is open waits, is told no more than is so, and is let in later', async () => {
    const link = await clinician.makeLink('Fruehaufsteher');
    await clinician.page.close();

    const patientSeat = await newPerson(browser);
    const patient = await Patient.open(patientSeat, link);
    await patient.enterAndWait('Adelheid');
    await patient.page.getByTestId('practice-notified').waitFor();
    // Both are in the room although no desk is open, so the waiting patient can already write.
    await patient.page.getByTestId('chat-toggle').waitFor({ timeout: 30_000 });
    expect(await patient.page.getByTestId('clinician-knows').count()).toBe(0);
    await patient.page.getByTestId('chat-toggle').click();
    await patient.page.getByTestId('chat-input').fill('Ich bin schon da');
    await patient.page.getByTestId('chat-send').click();
    await patient.page.locator('[data-testid="chat-message"][data-state="sent"]').waitFor();

    const page = await seat.context.newPage();
    lookOnFailure({ clinician: page, patient: patient.page });
    clinician = await Clinician.arrive({ ...seat, page }, practice.publicUrl);
    await clinician.expectConnected('Adelheid');
    await clinician.patientCard('Fruehaufsteher').waitFor();
    await patient.expectKnown();
    await clinician.patientCard('Adelheid').getByTestId('card-chat').click();
    await page.getByTestId('chat-message').filter({ hasText: 'Ich bin schon da' }).waitFor();

    await clinician.admit('Adelheid');
    await expectConversation(page, patient.page);
    await clinician.end();
    await patient.expectEnded(/ended/);
  });

  it('a second device of the clinician knows name, label and proof, and can let the patient in', async () => {
    const link = await clinician.makeLink('Zweitgeraet');
    const patient = await Patient.open(await newPerson(browser), link);
    await patient.enterAndWait('Ludmilla');
    await patient.expectKnown();
    await clinician.expectConnected('Ludmilla');

    const otherSeat = await newPerson(browser);
    lookOnFailure({ first: clinician.page, second: otherSeat.page, patient: patient.page });
    const other = await Clinician.arrive(otherSeat, practice.publicUrl);
    await other.signInAgain(practice.clinician.user, practice.clinician.password, recoveryKey);
    await other.patientCard('Ludmilla').and(other.page.locator('[data-trust="proven"]')).waitFor({
      timeout: 30_000,
    });
    await other.patientCard('Zweitgeraet').waitFor();

    await other.admit('Ludmilla');
    await expectConversation(other.page, patient.page);
    // The desk they are not talking to is connected as well, and gets neither picture nor sound.
    expect((await wireFacts(clinician.page)).framesReceived).toBe(0);
    expect((await wireFacts(patient.page)).connections).toBe(2);
    await say(patient.page, other.page, 'Hoeren Sie mich');
    await other.end();
    await patient.expectEnded(/ended/);
    await clinician.patientCard('Ludmilla').waitFor({ state: 'detached' });

    // What one device wrote into the notebook, the other can show again.
    const again = await other.makeLink('Vom zweiten Geraet');
    const due = clinician.page.getByTestId('due').filter({ hasText: 'Vom zweiten Geraet' });
    await due.getByTestId('link-again').click();
    await expect.poll(() => clinician.page.getByTestId('link-value').inputValue()).toBe(again);

    // Signed out, the second device keeps neither keys nor labels.
    await other.page.getByTestId('sign-out').click();
    await other.page.getByTestId('confirm-yes').click();
    await other.page.getByTestId('desk-user').waitFor({ timeout: 20_000 });
    await expectNothingKept(other.page);
  });

  it('a plain Matrix client of the clinician shows the patient as verified, and shows it of nobody else', async () => {
    // The link shown before is still open.
    await clinician.page.getByTestId('link-done').click();
    const link = await clinician.makeLink('Anderes Programm');
    const patient = await Patient.open(await newPerson(browser), link);
    lookOnFailure({ clinician: clinician.page, patient: patient.page });
    const element = await openPlainClient(practice.homeserverUrl, practice.clinician);
    try {
      await element.unlock(recoveryKey);
      const isVerified = async (userId: string) => {
        await element.crypto.getUserDeviceInfo([userId], true);
        return (await element.crypto.getUserVerificationStatus(userId)).isCrossSigningVerified();
      };
      await patient.enterAndWait('Walburga');
      await patient.expectKnown();
      const { guestUserId } = await practice.onlyVisit();
      await expect.poll(() => isVerified(guestUserId), { timeout: 30_000, interval: 500 }).toBe(true);
      // Of somebody who is not there it says nothing: the question can be answered with no.
      expect(await isVerified(guestUserId.replace(/[a-z0-9](?=:)/, '0'))).toBe(false);
    } finally {
      element.stop();
    }
    await clinician.decline('Walburga');
    await patient.expectEnded(/No conversation/);
  });
});
