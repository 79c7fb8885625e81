/** A link whose `#` a mail filter has turned into `%23`: its secret came to the web server as a path. */

import { DatabaseSync } from 'node:sqlite';
import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson } from '../stack/browser.ts';
import type { PracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { secretsOf } from './link-secrets.ts';
import { openPractice } from './open-practice.ts';
import { type Clinician, expectConversation, Patient } from './people.ts';
import { filesHolding } from './traces.ts';

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;
let shut: (() => Promise<void>) | undefined;
/** As they stood in a path: searched for in everything the practice has written. */
const exposed: string[] = [];

beforeAll(async () => {
  ({ practice, browser, clinician, shut } = await openPractice());
});

afterAll(() => shut?.());

const bent = (link: string) => link.replace('#', '%23');
const blocked = (label: string) => clinician.page.getByTestId('exposed-link').filter({ hasText: label });
const told = (patient: Patient) => patient.page.locator('[data-report="told"]').waitFor({ timeout: 20_000 });

describe('whoever opens such a link', () => {
  it('is told that the practice knows, and the clinician that the link is blocked and how to give a new one', async () => {
    const link = await clinician.makeLink('Entbloesst');
    exposed.push(...(await secretsOf(link)));
    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const asked: string[] = [];
    seat.context.on('request', (request) => {
      if (request.method() === 'POST') asked.push(new URL(request.url()).pathname);
    });
    const patient = await Patient.open(seat, bent(link));
    await patient.expectStopped(/no longer safe/);
    await told(patient);
    await patient.expectStopped(/has been notified/);
    expect(patient.page.url()).toBe(`${practice.publicUrl}/j/`);
    expect(await patient.page.evaluate(() => JSON.stringify(history.state))).not.toContain(exposed[1]);
    // Neither a reload nor a second try makes it good again, and it is used for nothing but telling.
    await patient.page.reload();
    await patient.expectStopped(/no longer safe/);
    expect(asked).toEqual(['/api/v1/exposed']);
    await patient.expectNothingKept();

    await blocked('Entbloesst').waitFor({ timeout: 20_000 });
    await blocked('Entbloesst').getByTestId('send-anew').click();
    await clinician.page.getByTestId('renew-make').click();
    const renewed = await clinician.page.getByTestId('link-value').inputValue();
    expect(renewed).not.toBe(link);
    await clinician.page.getByTestId('link-done').click();
    await blocked('Entbloesst').waitFor({ state: 'detached' });

    const unbent = await Patient.open(await newPerson(browser), link);
    await unbent.expectStopped(/blocked/);
    const back = await Patient.open(await newPerson(browser), renewed);
    await back.enterAndWait('Gundula');
    await back.expectKnown();
    await clinician.decline('Gundula');
    await expect.poll(() => practice.visits(), { timeout: 30_000 }).toEqual([]);
  });

  it('without a line to the practice reads that they have to call, and it is told as soon as there is one', async () => {
    const link = await clinician.makeLink('Ohne Netz');
    exposed.push(...(await secretsOf(link)));
    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const report = '**/api/v1/exposed';
    await seat.context.route(report, (route) => route.abort());
    const patient = await Patient.open(seat, bent(link));
    await patient.page.locator('[data-report="untold"]').waitFor({ timeout: 20_000 });
    await patient.expectStopped(/Please call/);
    await seat.context.unroute(report);
    await patient.page.evaluate(() => dispatchEvent(new Event('online')));
    await told(patient);
    await blocked('Ohne Netz').getByTestId('exposed-without').click();
    await blocked('Ohne Netz').waitFor({ state: 'detached' });
  });
});

it('whoever comes with it proves nothing any more, although the server lets them in', async () => {
  const link = await clinician.makeLink('Trotzdem');
  exposed.push(...(await secretsOf(link)));
  const reporting = await newPerson(browser);
  const seat = await newPerson(browser);
  lookOnFailure({ clinician: clinician.page, patient: seat.page });
  await told(await Patient.open(reporting, bent(link)));
  await blocked('Trotzdem').waitFor({ timeout: 20_000 });

  reopenInDatabase(practice.ownDatabase);
  const thief = await Patient.open(seat, link);
  await thief.enterAndWait('Trude');
  const card = clinician.page.getByTestId('patient-card');
  await card.and(clinician.page.locator('[data-trust="failed"]')).waitFor({ timeout: 30_000 });
  expect(await clinician.patientCard('Trude').count()).toBe(0);
  expect(await clinician.page.getByTestId('admit').count()).toBe(0);
  await card.getByTestId('decline').click();
  await clinician.page.getByTestId('confirm-yes').click();
  await thief.expectEnded(/No conversation/);
  await expect.poll(() => practice.visits(), { timeout: 30_000 }).toEqual([]);
});

it('whoever waits by it is out: they may not be the one it was for', async () => {
  const link = await clinician.makeLink('Wartend');
  exposed.push(...(await secretsOf(link)));
  const seat = await newPerson(browser);
  lookOnFailure({ clinician: clinician.page, patient: seat.page });
  const first = await Patient.open(seat, link);
  await first.enterAndWait('Wunibald');
  await first.expectKnown();

  await told(await Patient.open(await newPerson(browser), bent(link)));
  await blocked('Wartend').waitFor({ timeout: 30_000 });
  await first.expectEnded(/became known/);
  await first.expectNothingKept();
  await blocked('Wartend').getByTestId('exposed-without').click();
  await blocked('Wartend').waitFor({ state: 'detached' });
  await expect.poll(() => practice.visits(), { timeout: 30_000 }).toEqual([]);
});

it('whoever is in conversation by it is cut off by nobody: the clinician reads it, and decides about the one they have met', async () => {
  const link = await clinician.makeLink('Mittendrin');
  exposed.push(...(await secretsOf(link)));
  const seat = await newPerson(browser);
  lookOnFailure({ clinician: clinician.page, patient: seat.page });
  const first = await Patient.open(seat, link);
  await first.enterAndWait('Walpurga');
  await first.expectKnown();
  await clinician.admit('Walpurga');
  await expectConversation(clinician.page, first.page);

  await told(await Patient.open(await newPerson(browser), bent(link)));
  const notice = clinician.page.getByTestId('exposed-visit');
  await notice.waitFor({ timeout: 30_000 });
  await expectConversation(clinician.page, first.page);
  const finder = await Patient.open(await newPerson(browser), link);
  await finder.expectStopped(/blocked/);
  await notice.getByTestId('exposed-go-on').click();
  await notice.waitFor({ state: 'detached' });

  // Their proof still counts: who is in conversation comes back to it.
  await first.page.reload();
  await expectConversation(clinician.page, first.page);
  expect(await notice.count()).toBe(0);
  await clinician.end();
  await first.expectEnded(/ended/);
  expect(await clinician.page.getByTestId('exposed-link').count()).toBe(0);
  await expect.poll(() => practice.visits(), { timeout: 30_000 }).toEqual([]);
});

it('nothing the practice has written holds a secret that stood in a path', async () => {
  expect(exposed.length).toBeGreaterThan(0);
  await practice.stopServers();
  expect(await filesHolding(practice.dataDir, exposed)).toEqual([]);
  // The search itself works: what is meant to be there is found.
  expect(await filesHolding(practice.dataDir, [practice.clinician.user])).not.toEqual([]);
});

/** Whoever runs the server makes it forget that a link was reported. */
function reopenInDatabase(file: string): void {
  const database = new DatabaseSync(file, { timeout: 20_000 });
  try {
    const { changes } = database
      .prepare(
        "UPDATE visits SET phase = 'invited', outcome = NULL, closed_ms = NULL WHERE phase = 'exposed'",
      )
      .run();
    expect(Number(changes)).toBe(1);
  } finally {
    database.close();
  }
}
