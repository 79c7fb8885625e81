/** A link that stands in no notebook the clinician can read: the two compare pictures, and nothing goes before that. */

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { deriveLinkKeys, type LinkSecret, readFragment, redeemHash, writeLink } from '@sprechzimmer/protocol';
import type { Browser, Page } from 'playwright-core';
import * as v from 'valibot';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { projectPaths } from '../../appservice/src/setup/paths.ts';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectConversation, Patient, say } from './people.ts';
import { openPlainClient } from './plain-client.ts';

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;
let recoveryKey: string;

beforeAll(async () => {
  const overrides = { invitations: { byCommand: true } };
  [practice, browser] = await Promise.all([startPracticeStack(overrides), launchBrowser()]);
  clinician = await Clinician.arrive(await newPerson(browser), practice.publicUrl);
  recoveryKey = await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

/** A link under the clinician's key that the server knows and their notebook does not. */
async function linkOutsideNotebook(label: string): Promise<string> {
  const reading = await readFragment(new URL(await clinician.makeLink(`${label} davor`)).hash);
  if (!reading.ok) throw new Error(`the link could not be read: ${reading.fault}`);
  await clinician.cancel(`${label} davor`);
  const { clinicianMasterKey } = reading.link;
  const link: LinkSecret = { secret: crypto.getRandomValues(new Uint8Array(32)), clinicianMasterKey };
  const { id, redeem } = await deriveLinkKeys(link);
  const changes = { id, redeemHash: await redeemHash(redeem) };
  const address = '**/api/v1/invitations';
  await clinician.page.route(address, (route) =>
    route.continue({ postData: { ...route.request().postDataJSON(), ...changes } }),
  );
  await clinician.makeLink(label);
  await clinician.page.unroute(address);
  return writeLink(practice.publicUrl, link);
}

const card = (trust: string) => clinician.page.locator(`[data-testid="patient-card"][data-trust="${trust}"]`);
const step = (page: Page, state: string) => page.locator(`[data-testid="compare"][data-state="${state}"]`);
const pictures = (page: Page) => page.getByTestId('pictures').locator('li').allInnerTexts();

/** Patient and clinician are on the telephone and have seven pictures before them. */
async function lookAtPictures(patient: Patient): Promise<void> {
  await card('uncompared').getByTestId('compare-open').click();
  await clinician.page.getByTestId('compare-begin').click();
  await step(clinician.page, 'asked').waitFor();
  await step(patient.page, 'asked').getByTestId('compare-begin').click({ timeout: 30_000 });
  await Promise.all([clinician.page, patient.page].map((page) => step(page, 'compare').waitFor()));
}

describe('a link that stands in no notebook', () => {
  it('proves nothing, is said to on both screens, and is made good by comparing pictures', async () => {
    const link = await linkOutsideNotebook('Altes Notizbuch');
    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const patient = await Patient.open(seat, link);
    await patient.enterAndWait('Dorothea');

    await card('uncompared').waitFor({ timeout: 30_000 });
    await step(patient.page, 'needed').waitFor({ timeout: 30_000 });
    expect(await step(patient.page, 'needed').innerText()).toMatch(/One step is still missing/);
    expect(await card('uncompared').innerText()).toMatch(/Not compared yet/);
    expect(await card('uncompared').getByTestId('admit').count()).toBe(0);
    expect(await card('uncompared').innerText()).not.toMatch(/Dorothea|Altes Notizbuch/);
    expect(await patient.page.getByTestId('clinician-knows').count()).toBe(0);

    await lookAtPictures(patient);
    expect(await pictures(patient.page)).toHaveLength(7);
    expect(await pictures(patient.page)).toEqual(await pictures(clinician.page));
    await clinician.page.getByTestId('pictures-same').click();
    await step(clinician.page, 'waiting').waitFor();
    // One word is not enough.
    expect(await card('proven').count()).toBe(0);
    expect(await patient.page.getByTestId('clinician-knows').count()).toBe(0);
    await patient.page.getByTestId('pictures-same').click();

    await patient.expectKnown();
    await clinician.patientCard('Dorothea').and(card('proven')).waitFor({ timeout: 30_000 });
    expect(await clinician.patientCard('Dorothea').innerText()).toMatch(/Recognised by comparing/);

    // The clinician's other Matrix clients know it too.
    const { guestUserId } = await practice.onlyVisit();
    const element = await openPlainClient(practice.homeserverUrl, practice.clinician);
    await element.unlock(recoveryKey);
    await element.crypto.getUserDeviceInfo([guestUserId], true);
    expect((await element.crypto.getUserVerificationStatus(guestUserId)).isCrossSigningVerified()).toBe(true);
    element.stop();

    // Neither a reload of the one nor of the other loses it.
    await patient.page.reload();
    await patient.expectKnown();
    await clinician.page.reload();
    await clinician.patientCard('Dorothea').and(card('proven')).waitFor({ timeout: 30_000 });

    await clinician.admit('Dorothea');
    await expectConversation(clinician.page, patient.page);
    await say(patient.page, clinician.page, 'Verglichen und verstanden');
    await clinician.end();
    await patient.expectEnded(/ended/);
  });

  it('whose pictures differ ends there: both are told why, and nobody can be let in', async () => {
    const link = await linkOutsideNotebook('Jemand dazwischen');
    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const patient = await Patient.open(seat, link);
    await patient.enterAndWait('Ottilie');
    await card('uncompared').waitFor({ timeout: 30_000 });
    await lookAtPictures(patient);
    await patient.page.getByTestId('pictures-same').click();
    await clinician.page.getByTestId('pictures-differ').click();

    await patient.expectStopped(/pictures were not the same/i);
    expect(await patient.page.getByTestId('retry').count()).toBe(0);
    await step(clinician.page, 'differ').waitFor();
    await clinician.page.keyboard.press('Escape');
    await card('failed').waitFor();
    expect(await card('failed').getByTestId('admit').count()).toBe(0);
    expect(await card('failed').getByTestId('compare-open').count()).toBe(0);
    await card('failed').getByTestId('decline').click();
    await clinician.page.getByTestId('confirm-yes').click();
    await card('failed').waitFor({ state: 'detached' });
  });

  it('made at the command line for a reception, is no more than that: nobody is let in before pictures are compared', async () => {
    const { label, link } = await linkFromCommandLine();
    await clinician.page.locator('[data-testid="lost-link"]').filter({ hasText: label }).waitFor();
    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const patient = await Patient.open(seat, link);
    await patient.enterAndWait('Friederike');
    await card('uncompared').waitFor({ timeout: 30_000 });
    expect(await card('uncompared').getByTestId('admit').count()).toBe(0);
    expect(await card('uncompared').innerText()).not.toMatch(/Friederike/);
    expect(await patient.page.getByTestId('clinician-knows').count()).toBe(0);

    await lookAtPictures(patient);
    await clinician.page.getByTestId('pictures-same').click();
    await patient.page.getByTestId('pictures-same').click();
    await patient.expectKnown();
    await clinician.patientCard('Friederike').and(card('proven')).waitFor({ timeout: 30_000 });
    await clinician.admit('Friederike');
    await expectConversation(clinician.page, patient.page);
    await clinician.end();
    await patient.expectEnded(/ended/);
  });
});

/** As a reception makes it, on the machine of the practice. */
async function linkFromCommandLine(): Promise<{ label: string; link: string }> {
  const { userId } = practice.clinician;
  const at = new Date(Date.now() + 60_000);
  const two = (n: number) => String(n).padStart(2, '0');
  const day = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
  const when = `${day} ${two(at.getHours())}:${two(at.getMinutes())}`;
  const command = [
    projectPaths.cli,
    'invite',
    '--data',
    practice.dataDir,
    '--clinician',
    userId,
    '--at',
    when,
  ];
  const { stdout } = await promisify(execFile)(process.execPath, [...command, '--json']);
  return v.parse(v.object({ label: v.string(), link: v.string() }), JSON.parse(stdout));
}
