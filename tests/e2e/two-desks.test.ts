/** A clinician with two desks: one of them talks, and both know which. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectConversation, Patient } from './people.ts';
import { countCaptures } from './webrtc-watch.ts';

let practice: PracticeStack;
let browser: Browser;

beforeAll(async () => {
  [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

it('the desk that is left behind says where the conversation goes on, switches its camera off, and can take it back', async () => {
  const { user, password } = practice.clinician;
  const first = await Clinician.arrive(await newPerson(browser), practice.publicUrl);
  const recoveryKey = await first.signInFirstTime(user, password);
  const link = await first.makeLink('Zwei Pulte');
  const second = await Clinician.arrive(await newPerson(browser), practice.publicUrl);
  await second.signInAgain(user, password, recoveryKey);
  const seat = await newPerson(browser);
  lookOnFailure({ first: first.page, second: second.page, patient: seat.page });

  const patient = await Patient.open(seat, link);
  await patient.enterAndWait('Walburga');
  await patient.expectKnown();
  await first.admit('Walburga');
  await expectConversation(first.page, patient.page);

  await second.admit('Walburga');
  await expectConversation(second.page, patient.page);
  await leftBehind(first);
  expect(await patient.page.getByTestId('conversation').count()).toBe(1);

  await first.admit('Walburga');
  await expectConversation(first.page, patient.page);
  await leftBehind(second);

  // Let in elsewhere while the first one is loaded: it hears of it before its camera comes on, and does not take back
  // who is loaded anew.
  await first.page.goto('about:blank');
  const captures = await countCaptures(first.page);
  await second.admit('Walburga');
  await expectConversation(second.page, patient.page);
  await first.page.goto(`${practice.publicUrl}/desk/`);
  await leftBehind(first);
  await patient.page.reload();
  await expectConversation(second.page, patient.page);
  expect(await first.page.getByTestId('conversation').count()).toBe(0);
  expect(captures()).toBe(0);
  await first.admit('Walburga');
  await expectConversation(first.page, patient.page);
  expect(captures()).toBeGreaterThan(0);

  await first.end();
  await patient.expectEnded(/ended/);
  await second.patientCard('Walburga').waitFor({ state: 'detached', timeout: 20_000 });
});

async function leftBehind({ page }: Clinician): Promise<void> {
  await page.getByTestId('elsewhere').waitFor({ timeout: 20_000 });
  expect(await page.getByTestId('elsewhere').innerText()).toContain('another of your devices');
  expect(await page.getByTestId('conversation').count()).toBe(0);
}
