/** A visit belongs to a browser, not to a page: what reloads, second windows and the way back in history do to it. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson } from '../stack/browser.ts';
import type { PracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { openPractice } from './open-practice.ts';
import { type Clinician, expectConversation, Patient, say } from './people.ts';
import { watchWebRtc } from './webrtc-watch.ts';

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;
let shut: (() => Promise<void>) | undefined;

beforeAll(async () => {
  ({ practice, browser, clinician, shut } = await openPractice());
});

afterAll(() => shut?.());

describe('whoever comes back finds what they left', () => {
  it('a reload costs neither the place in the waiting room nor the conversation, on either side', async () => {
    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const patient = await Patient.open(seat, await clinician.makeLink('Donnerstag'));
    await patient.enterAndWait('Ottilie');
    await patient.expectKnown();
    await clinician.expectConnected('Ottilie');
    const before = await practice.onlyVisit();

    await patient.page.reload();
    await patient.page.getByTestId('waiting').waitFor({ timeout: 30_000 });
    await patient.expectKnown();
    expect(await practice.onlyVisit()).toEqual(before);
    await clinician.expectConnected('Ottilie');

    await clinician.page.reload();
    await clinician.expectConnected('Ottilie');

    await clinician.admit('Ottilie');
    await expectConversation(clinician.page, patient.page);

    await patient.page.reload();
    await expectConversation(clinician.page, patient.page);
    expect(await practice.onlyVisit()).toEqual(before);

    await clinician.page.reload();
    await expectConversation(clinician.page, patient.page);
    await say(patient.page, clinician.page, 'Da bin ich wieder');
    await say(clinician.page, patient.page, 'Und ich auch');

    await clinician.end();
    await patient.expectEnded(/ended/);
  });

  it('the link pressed again opens no second visit: another window says so, and takes over once the first is closed', async () => {
    const seat = await newPerson(browser);
    const link = await clinician.makeLink('Freitag');
    const first = await Patient.open(seat, link);
    await first.enterAndWait('Balthasar');
    await first.expectKnown();
    const before = await practice.onlyVisit();

    const page = await seat.context.newPage();
    lookOnFailure({ clinician: clinician.page, first: first.page, second: page });
    await watchWebRtc(page);
    await page.goto(link);
    const second = new Patient(page);
    await second.expectStopped(/another window/);
    await first.page.getByTestId('waiting').waitFor();

    await first.page.close();
    await second.page.getByTestId('go-on-here').click();
    await second.page.getByTestId('waiting').waitFor({ timeout: 30_000 });
    await second.expectKnown();
    expect(await practice.onlyVisit()).toEqual(before);

    // The link once more, in the same window: the same visit again.
    await second.page.goto(link);
    await second.page.getByTestId('waiting').waitFor({ timeout: 30_000 });
    expect(second.page.url()).toBe(`${practice.publicUrl}/j/`);
    expect(await practice.onlyVisit()).toEqual(before);

    await clinician.expectConnected('Balthasar');
    await clinician.admit('Balthasar');
    await expectConversation(clinician.page, second.page);
    await clinician.end();
    await second.expectEnded(/ended/);
  });

  it('the way back in history leads into the visit while it lasts, and nowhere once it is over', async () => {
    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const link = await clinician.makeLink('Samstag');
    const patient = await Patient.open(seat, link);
    await patient.enterAndWait('Kunigunde');
    await patient.expectKnown();
    const before = await practice.onlyVisit();

    await patient.page.goto(`${practice.publicUrl}/`);
    await patient.page.goBack();
    await patient.page.getByTestId('waiting').waitFor({ timeout: 30_000 });
    expect(await practice.onlyVisit()).toEqual(before);

    await clinician.expectConnected('Kunigunde');
    await clinician.admit('Kunigunde');
    await patient.page.getByTestId('conversation').waitFor({ timeout: 20_000 });
    await clinician.end();
    await patient.expectEnded(/ended/);

    await patient.page.goto(`${practice.publicUrl}/`);
    await patient.page.goBack();
    await patient.expectStopped(/missing/);
    await patient.expectNothingKept();

    // Whoever finds the used link, in this browser or with a copy of it in another, gets nowhere with it.
    await patient.page.goto(link);
    await patient.expectStopped(/already ended/);
    const finder = await Patient.open(await newPerson(browser), link);
    await finder.expectStopped(/already ended/);
    await finder.expectNothingKept();
  });
});
