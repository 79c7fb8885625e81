/** A patient leaves in a hurry and nobody hears it: whoever comes back is let in by a person all the same. */

import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { launchBrowser, newPerson } from '../stack/browser.ts';
import { type PracticeStack, startPracticeStack } from '../stack/practice.ts';
import { lookOnFailure } from './last-look.ts';
import { Clinician, expectConversation, Patient } from './people.ts';
import { countCaptures, watchWebRtc } from './webrtc-watch.ts';

let practice: PracticeStack;
let browser: Browser;

beforeAll(async () => {
  [practice, browser] = await Promise.all([startPracticeStack(), launchBrowser()]);
});

afterAll(async () => {
  await browser?.close();
  await practice?.stop();
});

it('who was offline when they left in a hurry waits after coming back, and is not captured before they are let in', async () => {
  const clinician = await Clinician.arrive(await newPerson(browser), practice.publicUrl);
  await clinician.signInFirstTime(practice.clinician.user, practice.clinician.password);
  const seat = await newPerson(browser);
  lookOnFailure({ clinician: clinician.page, patient: seat.page });
  const cut = await cuttable(seat.page);
  const link = await clinician.makeLink('Unerhört');
  const patient = await Patient.open(seat, link);
  await patient.enterAndWait('Robin');
  await clinician.admit('Robin');
  await expectConversation(clinician.page, patient.page);

  await cut();
  await seat.context.setOffline(true);
  await patient.page.keyboard.press('Escape');
  await patient.page.keyboard.press('Escape');
  await patient.page.waitForURL('about:blank');
  await patient.page.close();
  await seat.context.setOffline(false);
  // The desk has no way to know.
  expect(await clinician.page.getByTestId('conversation').count()).toBe(1);
  expect(await clinician.page.getByTestId('left-quickly').count()).toBe(0);

  const again = await seat.context.newPage();
  lookOnFailure({ clinician: clinician.page, patient: again });
  await watchWebRtc(again);
  const captures = await countCaptures(again);
  const talks = await sightings(again, 'conversation');
  await again.goto(link);
  await again.getByTestId('returned').waitFor();
  await again.getByTestId('go-on').click();
  await again.getByTestId('waiting').waitFor({ timeout: 30_000 });
  const card = clinician.patientCard('Robin');
  await card.getByTestId('left-quickly').waitFor({ timeout: 20_000 });
  expect(await clinician.page.getByTestId('conversation').count()).toBe(0);
  await clinician.expectConnected('Robin');
  expect([captures(), talks()]).toEqual([0, 0]);

  await clinician.admit('Robin');
  await expectConversation(clinician.page, again);
  expect(await clinician.page.getByTestId('left-quickly').count()).toBe(0);
  await clinician.end();
});

/** @returns from then on nothing more goes out on this page's connections but sound and picture */
async function cuttable(page: Page): Promise<() => Promise<void>> {
  await page.addInitScript(() => {
    RTCDataChannel.prototype.send = new Proxy(RTCDataChannel.prototype.send, {
      apply(send, channel, data) {
        if (document.documentElement.dataset['cut'] === undefined) Reflect.apply(send, channel, data);
      },
    });
  });
  return () =>
    page.evaluate(() => {
      document.documentElement.dataset['cut'] = '';
    });
}

/** How often something with this test id came onto the screen, however briefly. */
async function sightings(page: Page, testId: string): Promise<() => number> {
  let count = 0;
  await page.exposeFunction('reportSighting', () => {
    count += 1;
  });
  await page.addInitScript((id) => {
    let wasThere = false;
    new MutationObserver(() => {
      const isThere = document.querySelector(`[data-testid="${id}"]`) !== null;
      if (isThere && !wasThere) (window as unknown as { reportSighting(): void }).reportSighting();
      wasThere = isThere;
    }).observe(document, { childList: true, subtree: true });
  }, testId);
  return () => count;
}
