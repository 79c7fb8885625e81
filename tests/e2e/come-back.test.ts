/** What happens beside the straight way: reloads, further devices, several patients, one link on two devices. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { Clinician, Patient, say } from './people.ts';
import { expectMovingPicture } from './webrtc-watch.ts';

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;
let recoveryKey: string;

beforeAll(async () => {
  [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
  clinician = await Clinician.arrive(await newPerson(browser), practice.publicUrl);
  recoveryKey = await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
});
afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

async function arrive(label: string, name: string): Promise<Patient> {
  const link = await clinician.makeLink(label);
  const patient = await Patient.open(await newPerson(browser), link);
  await patient.enterAndWait(name);
  await connected(label).waitFor({ timeout: 30_000 });
  return patient;
}

function connected(name: string) {
  return clinician.patientCard(name).and(clinician.page.locator('[data-connected="true"]'));
}

const databasesOf = (page: Page) =>
  page.evaluate(async () => (await indexedDB.databases()).map(({ name }) => name));

describe('nobody is lost', () => {
  it('a link survives a reload before it is used, and a visit every reload after', async () => {
    const link = await clinician.makeLink('Reload');
    const patient = await Patient.open(await newPerson(browser), link);
    await patient.page.getByTestId('door-enter').waitFor();
    await patient.page.reload();
    await patient.enterAndWait('Renate');
    await connected('Renate').waitFor({ timeout: 30_000 });
    await patient.page.reload();
    await patient.page.getByTestId('clinician-knows').waitFor({ timeout: 20_000 });
    await connected('Renate').waitFor({ timeout: 30_000 });

    await clinician.admit('Renate');
    await expectMovingPicture(patient.page, 'remote-video');
    await say(patient.page, clinician.page, 'Vor dem Neuladen geschrieben');
    await patient.page.reload();
    await expectMovingPicture(patient.page, 'remote-video');
    await expectMovingPicture(clinician.page, 'remote-video');
    await clinician.page.reload();
    await expectMovingPicture(clinician.page, 'remote-video');
    await expectMovingPicture(patient.page, 'remote-video');
    await say(clinician.page, patient.page, 'Und danach');
    await clinician.page
      .getByTestId('chat-message')
      .filter({ hasText: 'Vor dem Neuladen geschrieben' })
      .waitFor({ timeout: 20_000 });

    await clinician.end();
    await patient.page.getByTestId('ended').waitFor({ timeout: 20_000 });
    await expect.poll(() => databasesOf(patient.page), { timeout: 20_000 }).toEqual([]);
    await patient.page.reload();
    await patient.expectStopped(/./);
  });

  it('who waits while another is in session keeps waiting, and is let in after', async () => {
    const anna = await arrive('Donnerstag eins', 'Anna');
    const ben = await arrive('Donnerstag zwei', 'Ben');
    await clinician.admit('Anna');
    await anna.page.getByTestId('conversation').waitFor({ timeout: 20_000 });
    expect(await ben.page.getByTestId('waiting').isVisible()).toBe(true);
    await clinician.page.getByTestId('send-back').click();
    await anna.page.getByTestId('waiting').waitFor({ timeout: 20_000 });
    await clinician.admit('Ben');
    await ben.page.getByTestId('conversation').waitFor({ timeout: 20_000 });
    await clinician.end();
    await ben.page.getByTestId('ended').waitFor({ timeout: 20_000 });
    await clinician.patientCard('Anna').getByTestId('decline').click();
    await clinician.page.getByTestId('confirm-yes').click();
    await anna.page.getByTestId('ended').waitFor({ timeout: 20_000 });
  });
});

describe('a clinician with a second device', () => {
  it('unlocks it with the recovery key, finds every label there, and sees who waits', async () => {
    await clinician.makeLink('Xaver Montag');
    const second = await Clinician.arrive(await newPerson(browser), practice.publicUrl);
    await second.signIn(practice.clinician.user, practice.clinician.password);
    await second.page.getByTestId('unlock-key').fill('EsTc not the key');
    await second.page.getByTestId('unlock-submit').click();
    await second.page.getByTestId('desk-fault').waitFor({ timeout: 20_000 });
    await second.page.getByTestId('unlock-key').fill(recoveryKey);
    await second.page.getByTestId('unlock-submit').click();
    await second.page.getByTestId('new-invitation').waitFor({ timeout: 20_000 });
    await second.page.getByText('Xaver Montag').waitFor({ timeout: 30_000 });
    await second.makeLink('Yvonne Dienstag');
    await clinician.page.getByText('Yvonne Dienstag').waitFor({ timeout: 20_000 });

    const patient = await arrive('Zwei Geräte', 'Zoe');
    await second.patientCard('Zwei Geräte').waitFor({ timeout: 20_000 });
    await second.patientCard('Zoe').getByTestId('decline').click();
    await second.page.getByTestId('confirm-yes').click();
    await patient.page.getByTestId('ended').waitFor({ timeout: 20_000 });
    await second.page.getByTestId('sign-out').click();
    await second.page.getByTestId('confirm-yes').click();
    await second.page.getByTestId('desk-user').waitFor({ timeout: 20_000 });
    await expect.poll(() => databasesOf(second.page), { timeout: 20_000 }).toEqual([]);
  });
});

describe('one link in two browsers', () => {
  it('the clinician decides: the one they accept comes in, the other is sent away', async () => {
    const link = await clinician.makeLink('Streitfall');
    const first = await Patient.open(await newPerson(browser), link);
    await first.enterAndWait('Eve');
    await connected('Eve').waitFor({ timeout: 30_000 });
    const second = await Patient.open(await newPerson(browser), link);
    await second.enter('Cyd');
    await second.expectStopped(/another browser|anderen Browser/);
    await clinician.page.getByTestId('other-accept').click();
    await first.page.getByTestId('ended').waitFor({ timeout: 20_000 });
    await expect
      .poll(
        async () => {
          if (await second.page.getByTestId('retry').isVisible())
            await second.page.getByTestId('retry').click();
          return second.page.getByTestId('waiting').isVisible();
        },
        { timeout: 30_000, interval: 1_000 },
      )
      .toBe(true);
    await clinician.patientCard('Cyd').waitFor({ timeout: 20_000 });
    await second.page.getByTestId('clinician-knows').waitFor({ timeout: 20_000 });

    await second.page.getByTestId('leave').click();
    await second.page.getByTestId('confirm-yes').click();
    await second.page.getByTestId('ended').waitFor({ timeout: 20_000 });
    await expect.poll(() => databasesOf(second.page), { timeout: 20_000 }).toEqual([]);
  });
});
