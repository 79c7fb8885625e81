/** Several patients at one desk, and one clinician at two. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { Clinician, Patient } from './people.ts';

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

describe('several patients', () => {
  it('who waits while another is in session keeps waiting, and is let in after; the other comes back to the waiting room', async () => {
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
