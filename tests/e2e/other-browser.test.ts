/** One link, several browsers: what a mail scanner, a second device or a stranger can and cannot take away. */

import type { Browser } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newPerson } from '../stack/browser.ts';
import type { PracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { openPractice } from './open-practice.ts';
import { type Clinician, expectConversation, Patient } from './people.ts';

let practice: PracticeStack;
let browser: Browser;
let clinician: Clinician;
let shut: (() => Promise<void>) | undefined;

beforeAll(async () => {
  ({ practice, browser, clinician, shut } = await openPractice());
});

afterAll(() => shut?.());

describe('one link in more than one browser', () => {
  it('a mail scanner that fetches the link and runs its page uses nothing up', async () => {
    const link = await clinician.makeLink('Vorschau');
    for (const method of ['HEAD', 'GET']) {
      const fetched = await fetch(link, { method });
      expect(fetched.status).toBe(200);
      await fetched.arrayBuffer();
    }
    const scanner = await Patient.open(await newPerson(browser), link);
    await scanner.page.getByTestId('door-enter').waitFor();
    await scanner.page.waitForLoadState('networkidle');
    await scanner.page.context().close();
    // The desk still has it as an invitation that nobody has come with.
    await clinician.page.getByTestId('due').filter({ hasText: 'Vorschau' }).waitFor();
    expect(await clinician.page.getByTestId('patient-card').count()).toBe(0);

    const seat = await newPerson(browser);
    lookOnFailure({ clinician: clinician.page, patient: seat.page });
    const patient = await Patient.open(seat, link);
    await patient.enterAndWait('Leopoldine');
    await patient.expectKnown();
    await clinician.expectConnected('Leopoldine');
    expect(await clinician.page.getByTestId('other-browser').count()).toBe(0);
    await clinician.decline('Leopoldine');
    await patient.expectEnded(/No conversation/);
  });

  it('a link that was opened first by the wrong browser is not lost: the clinician moves it to the right one', async () => {
    const link = await clinician.makeLink('Zwei Geraete');
    const [firstSeat, secondSeat] = await Promise.all([newPerson(browser), newPerson(browser)]);
    lookOnFailure({ clinician: clinician.page, first: firstSeat.page, second: secondSeat.page });
    const first = await Patient.open(firstSeat, link);
    await first.enterAndWait('Erster');
    await first.expectKnown();
    const before = await practice.onlyVisit();

    const second = await Patient.open(secondSeat, link);
    await second.enter('Zweiter');
    await second.expectStopped(/another browser/);
    await clinician.patientCard('Erster').getByTestId('other-browser').waitFor();
    await clinician.page.getByTestId('other-accept').click();

    await first.expectEnded(/another device/);
    await first.expectNothingKept();
    await second.page.getByTestId('retry').click();
    await second.page.getByTestId('waiting').waitFor({ timeout: 30_000 });
    await second.expectKnown();
    await clinician.expectConnected('Zweiter');
    expect(await clinician.page.getByTestId('patient-card').count()).toBe(1);

    // Somebody else's account, room and proof: nothing of the first is handed on.
    const after = await practice.onlyVisit();
    expect(after.guestUserId).not.toBe(before.guestUserId);
    expect(after.roomId).not.toBe(before.roomId);
    await expect.poll(() => practice.isDeactivated(before.guestUserId), { timeout: 30_000 }).toBe(true);
    await expect
      .poll(() => practice.roomStatus(before.roomId), { timeout: 30_000, interval: 500 })
      .toMatch(/^(403|404)$/);

    await clinician.admit('Zweiter');
    await expectConversation(clinician.page, second.page);
    await clinician.end();
    await second.expectEnded(/ended/);
  });

  it('whoever is turned away hears it plainly, and the one who waits notices nothing', async () => {
    const link = await clinician.makeLink('Abgewiesen');
    const [rightSeat, wrongSeat] = await Promise.all([newPerson(browser), newPerson(browser)]);
    lookOnFailure({ clinician: clinician.page, right: rightSeat.page, wrong: wrongSeat.page });
    const right = await Patient.open(rightSeat, link);
    await right.enterAndWait('Richtige');
    await right.expectKnown();
    const before = await practice.onlyVisit();

    const wrong = await Patient.open(wrongSeat, link);
    await wrong.enter('Falscher');
    await wrong.expectStopped(/another browser/);
    await clinician.patientCard('Richtige').getByTestId('other-refuse').click();
    await clinician.page.getByTestId('other-browser').waitFor({ state: 'detached' });

    await wrong.page.getByTestId('retry').click();
    await wrong.page.getByText('cannot let you in with this link').waitFor({ timeout: 20_000 });
    expect(await wrong.page.getByTestId('retry').count()).toBe(0);
    await wrong.expectNothingKept();
    expect(await clinician.page.getByTestId('other-browser').count()).toBe(0);

    expect(await right.page.getByTestId('waiting').isVisible()).toBe(true);
    expect(await practice.onlyVisit()).toEqual(before);
    await clinician.admit('Richtige');
    await expectConversation(clinician.page, right.page);
    await clinician.end();
    await right.expectEnded(/ended/);
  });
});
